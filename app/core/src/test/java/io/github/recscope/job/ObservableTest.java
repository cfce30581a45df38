package io.github.recscope.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObservableTest {
    @Test
    void observersHearTheFirstValueAndEachChangeUntilTheyAreReleased() {
        Observable<String> value = new Observable<>("a");
        List<String> heard = new ArrayList<>();
        Observable.Pin pin = value.observe(heard::add);
        value.set("b");
        value.set("b");
        value.set("c");
        pin.release();
        value.set("d");
        assertEquals(List.of("a", "b", "c"), heard);
        assertEquals("d", value.get());
    }

    @Test
    void anObserverMayReleaseItselfWhileItIsTold() {
        Observable<Integer> value = new Observable<>(0);
        List<Integer> heard = new ArrayList<>();
        List<Observable.Pin> pins = new ArrayList<>();
        pins.add(value.observe(v -> {
            heard.add(v);
            if (v == 1) {
                pins.getFirst().release();
            }
        }));
        value.observe(v -> heard.add(-v));
        value.set(1);
        value.set(2);
        assertEquals(List.of(0, 0, 1, -1, -2), heard);
    }
}
