package io.github.recscope.ui.state;

import io.github.recscope.job.Observable;
import java.util.OptionalInt;

/// What is in focus in the whole window; used on the JavaFX thread only.
///
/// Views observe and set it; the map, the concept table and the steering view thereby follow each other.
public final class Selection {
    private final Observable<OptionalInt> item = new Observable<>(OptionalInt.empty());
    private final Observable<OptionalInt> user = new Observable<>(OptionalInt.empty());
    private final Observable<OptionalInt> latent = new Observable<>(OptionalInt.empty());
    private final Observable<OptionalInt> toSteer = new Observable<>(OptionalInt.empty());
    private final Observable<View> view = new Observable<>(View.OVERVIEW);

    /// Nothing selected, the overview shown.
    public Selection() {}

    /// The item in focus, by row.
    public Observable<OptionalInt> item() {
        return item;
    }

    /// The user in focus, by row.
    public Observable<OptionalInt> user() {
        return user;
    }

    /// The concept in focus, by latent.
    public Observable<OptionalInt> latent() {
        return latent;
    }

    /// A concept, by latent, that somebody wants to steer; the steering view adds an edit for it and
    /// empties this again.
    public Observable<OptionalInt> toSteer() {
        return toSteer;
    }

    /// The view that is shown; set it to go somewhere.
    public Observable<View> view() {
        return view;
    }

    /// Forgets item, user and concept: another workspace was opened.
    public void clear() {
        item.set(OptionalInt.empty());
        user.set(OptionalInt.empty());
        latent.set(OptionalInt.empty());
        toSteer.set(OptionalInt.empty());
    }
}
