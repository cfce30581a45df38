package io.github.recscope.ui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Workspace;
import io.github.recscope.recsys.EvaluateParams;
import io.github.recscope.recsys.TrainParams;
import io.github.recscope.session.Engine;
import io.github.recscope.session.Session;
import io.github.recscope.ui.fixture.Library;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ForecastModelTest {
    private final BlockingQueue<Runnable> window = new ArrayBlockingQueue<>(100);

    private ForecastModel.Said next(ForecastModel model) throws InterruptedException {
        Runnable delivery = window.poll(60, TimeUnit.SECONDS);
        assertTrue(delivery != null, "nothing was delivered");
        delivery.run();
        return model.said().get();
    }

    @Test
    void eachStepHasItsWordsOrItsReason() throws InterruptedException {
        Workspace start = Library.with(Workspace.empty("library"), "import", Library.data(), 1);
        try (Engine engine = Engine.create("scalar", 1)) {
            Session session = new Session(engine, Runnable::run, start);
            try (ForecastModel model = new ForecastModel(session, window::add)) {
                TrainParams shortOne = TrainParams.defaults();
                TrainParams longOne = shortOne.sized(64, 10_000).sampling(100);
                model.ask("train", Optional.of(shortOne));
                assertEquals(ForecastModel.Said.NOTHING, next(model));
                model.ask("train", Optional.of(longOne));
                assertTrue(next(model).words().matches("Takes about \\d+ MiB of memory and roughly .+\\."));
                model.ask(List.of(
                        new ForecastModel.Ask("Learning", "train", longOne),
                        new ForecastModel.Ask("Judging", "evaluate", EvaluateParams.defaults())));
                ForecastModel.Said said = next(model);
                assertTrue(said.words().startsWith("Learning takes about "), said.words());
                assertTrue(said.words().contains("cannot run yet. It needs a recommender"), said.words());
                assertEquals(List.of(1), said.refused());
                model.ask("train", Optional.empty());
                assertEquals(ForecastModel.Said.NOTHING, next(model));
            }
        }
    }
}
