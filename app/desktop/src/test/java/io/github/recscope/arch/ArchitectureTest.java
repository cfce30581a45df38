package io.github.recscope.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.recscope.report.UsesAwt;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The rules of the architecture, each with its reason.
class ArchitectureTest {
    private static final String ROOT = "io.github.recscope.";
    private static final String[] FEATURES = {
        ROOT + "data..",
        ROOT + "recsys..",
        ROOT + "projection..",
        ROOT + "sae..",
        ROOT + "concept..",
        ROOT + "steering..",
        ROOT + "report..",
        ROOT + "export.."
    };

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.recscope");

    private void check(ArchRule rule) {
        rule.check(all);
    }

    @Test
    void kernelsDependOnJavaAlone() {
        check(classes()
                .that(resideInAPackage(ROOT + "kernels.."))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(ROOT + "kernels..", "java..", "org.jspecify..", "jdk.incubator.vector.."))
                .because("the embedding math is to be usable by itself and quick to test"));
        check(noClasses()
                .that(resideInAPackage(ROOT + "kernels.."))
                .and(DescribedPredicate.not(resideInAPackage(ROOT + "kernels.simd..")))
                .should()
                .dependOnClassesThat(resideInAPackage("jdk.incubator.vector.."))
                .because("the other providers must load where the incubating module is absent"));
    }

    @Test
    void theEngineKnowsNoWindow() {
        check(noClasses()
                .that(are(engine()))
                .should()
                .dependOnClassesThat(resideInAnyPackage("javafx..", "org.controlsfx..", "atlantafx..", "javax.swing.."))
                .because("the command line runs without a display and without JavaFX on its class path"));
        check(noClasses()
                .that(are(engine()))
                .and()
                .areNotAnnotatedWith(UsesAwt.class)
                .and(DescribedPredicate.not(inside(UsesAwt.class)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.awt..", "org.jfree.."))
                .because("drawing is done where a report is drawn and nowhere else; @UsesAwt names those classes"));
    }

    private static DescribedPredicate<JavaClass> engine() {
        return resideInAPackage("io.github.recscope..")
                .and(DescribedPredicate.not(resideInAPackage(ROOT + "ui..")))
                .as("classes of the engine");
    }

    private static DescribedPredicate<JavaClass> inside(Class<? extends java.lang.annotation.Annotation> annotation) {
        return DescribedPredicate.describe(
                "inside a class annotated with " + annotation.getSimpleName(),
                c -> c.getEnclosingClass()
                        .map(o -> o.isAnnotatedWith(annotation))
                        .orElse(false));
    }

    @Test
    void layersPointDownwards() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("ui")
                .definedBy(ROOT + "ui..")
                .layer("cli")
                .definedBy(ROOT + "cli..")
                .layer("bench")
                .definedBy(ROOT + "bench..")
                .layer("session")
                .definedBy(ROOT + "session..")
                .layer("features")
                .definedBy(FEATURES)
                .layer("store")
                .definedBy(ROOT + "store..")
                .layer("op")
                .definedBy(ROOT + "op..")
                .layer("job")
                .definedBy(ROOT + "job..")
                .layer("stat")
                .definedBy(ROOT + "stat..")
                .layer("scoring and coding")
                .definedBy(ROOT + "scoring..", ROOT + "coding..")
                .layer("model")
                .definedBy(ROOT + "model..")
                .layer("kernels")
                .definedBy(ROOT + "kernels..")
                .whereLayer("ui")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("bench")
                .mayOnlyBeAccessedByLayers("ui", "cli")
                .whereLayer("session")
                .mayOnlyBeAccessedByLayers("ui", "cli", "bench")
                .whereLayer("features")
                .mayOnlyBeAccessedByLayers("ui", "cli", "bench", "session")
                .whereLayer("store")
                .mayOnlyBeAccessedByLayers("ui", "cli", "bench", "session", "features")
                .whereLayer("op")
                .mayOnlyBeAccessedByLayers("ui", "cli", "bench", "session", "features", "store")
                .whereLayer("job")
                .mayOnlyBeAccessedByLayers("ui", "cli", "bench", "session", "features", "store", "op")
                .whereLayer("scoring and coding")
                .mayOnlyBeAccessedByLayers("ui", "cli", "bench", "session", "features")
                .because("what is below can be understood and tested without what is above"));
        check(noClasses()
                .that(resideInAnyPackage(ROOT + "model..", ROOT + "stat..", ROOT + "scoring..", ROOT + "coding.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + "job..", ROOT + "op..", ROOT + "store.."))
                .because("records and statistics are what everything else stands on"));
    }

    @Test
    void featuresMeetInTheModelOnly() {
        check(slices().matching(ROOT + "(data|recsys|projection|sae|concept|steering|report|export)..")
                .should()
                .notDependOnEachOther()
                .because("a newcomer can then read one feature without the others"));
        check(slices().matching(ROOT + "(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages in a cycle are one package in disguise"));
    }

    @Test
    void nothingIsHeldInMutableStatics() {
        check(noFields()
                .that()
                .areStatic()
                .and()
                .areNotFinal()
                .should()
                .beDeclaredInClassesThat(resideInAPackage("io.github.recscope.."))
                .because("state belongs to objects that somebody made and passes on")
                .allowEmptyShould(true));
        check(fields().that()
                .areDeclaredInClassesThat(resideInAPackage(ROOT + "model.."))
                .should()
                .beFinal()
                .because("the model is shared between threads"));
    }

    @Test
    void threadsAreMadeInOnePlace() {
        check(noClasses()
                .that(are(engine()))
                .and(DescribedPredicate.not(resideInAnyPackage(ROOT + "job..", ROOT + "kernels..")))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "make threads",
                        c -> c.isEquivalentTo(Executors.class)
                                || c.isAssignableTo(java.util.concurrent.ExecutorService.class)))
                .because("jobs give progress and cancel to everything that runs; " + Executor.class.getSimpleName()
                        + " itself may be passed around"));
    }

    @Test
    void filesAreWrittenInOnePlace() {
        check(noClasses()
                .that(resideInAPackage("io.github.recscope.."))
                .and(DescribedPredicate.not(resideInAPackage(ROOT + "store..")))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "write or move files",
                        call -> call.getTargetOwner().isEquivalentTo(Files.class)
                                && java.util.Set.of("write", "writeString", "move", "newOutputStream", "copy", "delete")
                                        .contains(call.getName())))
                .because("every write is atomic: temporary file, force, move"));
    }

    @Test
    void whatIsForbiddenStaysOut() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ObjectInputStream.class)
                .because("reading serialised objects runs code of whoever wrote the file"));
        check(noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("javafx.fxml..", "javafx.scene.web.."))
                .because("views are plain Java, and nothing renders foreign HTML"));
        check(noClasses()
                .should()
                .callConstructor(Random.class)
                .because("randomness comes from the step's seed (Seeds)"));
    }

    @Test
    void viewModelsKnowNoSceneGraph() {
        check(noClasses()
                .that(resideInAPackage(ROOT + "ui.."))
                .and()
                .haveSimpleNameEndingWith("Model")
                .should()
                .dependOnClassesThat(resideInAnyPackage("javafx.scene..", "javafx.stage.."))
                .because("what a view shows can then be tested without a toolkit"));
        check(noClasses()
                .that(resideInAPackage(ROOT + "ui.."))
                .and()
                .haveSimpleNameEndingWith("Pane")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are Session or Jobs",
                        c -> c.getFullName().equals(ROOT + "session.Session")
                                || c.getFullName().equals(ROOT + "job.Jobs")))
                .because("a pane draws what its model says"));
    }
}
