package io.github.recscope.steering;

import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.ConceptSet;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Edit;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.model.Steering;
import io.github.recscope.model.SteeringMode;
import io.github.recscope.op.Inputs;
import io.github.recscope.kernels.Kernels;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What all steering operations read, and how they understand what a recipe says.
///
/// @param data      the data set
/// @param steerer   applies edits
/// @param table     all labels
/// @param names     finds latents
/// @param audiences finds users and items
record Subject(Dataset data, Steerer steerer, AttributeTable table, ConceptNames names, Audiences audiences) {
    /// Reads the inputs of a step.
    static Subject of(Inputs inputs, Kernels kernels) {
        Dataset data = inputs.get(Dataset.class);
        Recommender model = inputs.get(Recommender.class);
        Autoencoder sae = inputs.get(Autoencoder.class);
        AttributeTable table = AttributeTable.of(data, 1);
        ConceptNames names = new ConceptNames(inputs.get(ConceptSet.class), sae);
        return new Subject(
                data,
                new Steerer(data, model, sae, kernels),
                table,
                names,
                new Audiences(data, model, sae, table, names));
    }

    /// What a recipe does.
    Treatment treatment(List<SteerParams.EditSpec> specs, SteeringMode mode, String items) {
        List<Edit> edits = specs.stream().flatMap(s -> names.edits(s).stream()).toList();
        return new Treatment(
                edits, mode, Arrays.stream(audiences.items(items)).boxed().toList(), 1);
    }

    /// Whom it is for.
    Steering.Scope scope(String audience, Treatment treatment) {
        int[] users = audiences.users(audience);
        if (users.length == 0) {
            throw ProblemException.of(
                    "The audience '" + audience + "' is empty.", "No user is in it.", "Choose another.");
        }
        return new Steering.Scope(
                audiences.words(audience, users.length),
                users.length == data.users().size()
                        ? List.of()
                        : Arrays.stream(users).boxed().toList(),
                treatment.items());
    }

    /// The rows of the users of a scope.
    int[] users(Steering.Scope scope) {
        return scope.users().isEmpty()
                ? IntStream.range(0, data.users().size()).toArray()
                : scope.users().stream().mapToInt(Integer::intValue).toArray();
    }

    /// The labels that a treatment is about.
    Population.Labels labels(Treatment treatment) {
        List<Attribute> attributes = names.labels(treatment.latents());
        return Population.Labels.of(attributes, table);
    }
}
