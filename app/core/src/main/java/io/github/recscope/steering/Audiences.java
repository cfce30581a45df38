package io.github.recscope.steering;

import io.github.recscope.kernels.IntLists;
import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Autoencoder;
import io.github.recscope.model.Dataset;
import io.github.recscope.model.Ids;
import io.github.recscope.model.ProblemException;
import io.github.recscope.model.Recommender;
import io.github.recscope.op.IdList;
import io.github.recscope.stat.Ranks;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Finds the users that a recipe is for. In words: empty or `everyone`; `keenest:fantasy:100`, the 100 users with
/// the largest share of fantasy among their training items; `active:100` and `quiet:100`, those with the most and
/// the fewest training items; `latent:17:100` or `latent:group:fantasy:100`, those with the largest activation;
/// `ids:7,"a, b"`.
final class Audiences {
    private final Dataset data;
    private final Recommender model;
    private final Autoencoder sae;
    private final AttributeTable table;
    private final ConceptNames names;

    Audiences(Dataset data, Recommender model, Autoencoder sae, AttributeTable table, ConceptNames names) {
        this.data = data;
        this.model = model;
        this.sae = sae;
        this.table = table;
        this.names = names;
    }

    /// The users of an audience, ascending.
    ///
    /// @throws ProblemException if it cannot be understood, or names what is not there
    int[] users(String audience) {
        String text = audience.strip();
        int colon = text.indexOf(':');
        String word = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
        String rest = colon < 0 ? "" : text.substring(colon + 1).strip();
        return switch (word) {
            case "", "everyone" -> IntStream.range(0, data.users().size()).toArray();
            case "keenest" -> largest(count(audience, rest), share(attribute(name(audience, rest))));
            case "active" ->
                largest(count(audience, rest), u -> model.split().train().length(u));
            case "quiet" ->
                largest(count(audience, rest), u -> -model.split().train().length(u));
            case "latent" -> largest(count(audience, rest), activation(names.latents(name(audience, rest))));
            case "ids" -> rows(data.users(), rest, "user");
            default -> throw unclear(audience);
        };
    }

    /// The items of a list of ids, ascending; none for an empty text.
    ///
    /// @throws ProblemException if there is no item of such an id
    int[] items(String ids) {
        return ids.isBlank() ? new int[0] : rows(data.items(), ids, "item");
    }

    private static int[] rows(Ids ids, String text, String what) {
        List<String> wanted = IdList.parse(text);
        return (wanted.isEmpty() ? List.of("") : wanted)
                .stream()
                        .mapToInt(id -> {
                            int row = ids.indexOf(id);
                            if (row < 0) {
                                throw ProblemException.of(
                                        "There is no " + what + " '" + id + "'.",
                                        "The ids are such as "
                                                + String.join(", ", ids.values().subList(0, Math.min(3, ids.size())))
                                                + ".",
                                        "Give ids of the data set with commas between them, in double quotes where they hold commas.");
                            }
                            return row;
                        })
                        .sorted()
                        .distinct()
                        .toArray();
    }

    /// The attribute of a label, `fantasy` or `tags: fantasy`.
    Attribute attribute(String label) {
        return table.attributes().stream()
                .filter(a -> a.words().equalsIgnoreCase(label)
                        || (a.family() + ": " + a.value()).equalsIgnoreCase(label)
                        || a.value().equalsIgnoreCase(label))
                .max(Comparator.comparingInt((Attribute a) -> a.words().equalsIgnoreCase(label) ? 1 : 0)
                        .thenComparingInt(a -> table.support(a)))
                .orElseThrow(() -> ProblemException.of(
                        "No item is '" + label + "'.",
                        "It is no value of a category column of the items.",
                        "Give a tag, genre, author, decade or the like."));
    }

    /// For each user the share of an attribute among the training items; 0 for users without.
    IntToDoubleFunction share(Attribute attribute) {
        boolean[] member = table.members(attribute);
        IntLists train = model.split().train();
        return u -> {
            int with = 0;
            for (int p = train.offsets()[u]; p < train.offsets()[u + 1]; p++) {
                with += member[train.values()[p]] ? 1 : 0;
            }
            return train.length(u) == 0 ? 0 : (double) with / train.length(u);
        };
    }

    private IntToDoubleFunction activation(int[] latents) {
        return u ->
                Arrays.stream(latents).mapToDouble(j -> sae.users().get(u, j)).sum();
    }

    private int[] largest(int n, IntToDoubleFunction value) {
        return largest(IntStream.range(0, data.users().size()).toArray(), n, value);
    }

    /// The `n` users of largest value among some, ascending; of equal ones the first.
    static int[] largest(int[] among, int n, IntToDoubleFunction value) {
        double[] v =
                Arrays.stream(among).mapToDouble(u -> -value.applyAsDouble(u)).toArray();
        return Arrays.stream(Ranks.order(v))
                .limit(n)
                .map(i -> among[i])
                .sorted()
                .toArray();
    }

    private static int count(String audience, String rest) {
        String number = rest.substring(rest.lastIndexOf(':') + 1).strip();
        if (!number.matches("[0-9]{1,9}") || Integer.parseInt(number) < 1) {
            throw unclear(audience);
        }
        return Integer.parseInt(number);
    }

    private static String name(String audience, String rest) {
        int colon = rest.lastIndexOf(':');
        if (colon < 1) {
            throw unclear(audience);
        }
        return rest.substring(0, colon).strip();
    }

    private static ProblemException unclear(String audience) {
        return ProblemException.of(
                "The audience '" + audience + "' cannot be understood.",
                "It is 'everyone', 'keenest:LABEL:N', 'active:N', 'quiet:N', 'latent:CONCEPT:N' or 'ids:A,B'.",
                "Write for example keenest:fantasy:100.");
    }

    /// An audience in words.
    String words(String audience, int users) {
        List<String> parts = Arrays.stream(audience.strip().split(":", -1))
                .map(String::strip)
                .toList();
        return switch (parts.getFirst().toLowerCase(Locale.ROOT)) {
            case "", "everyone" -> "everyone";
            case "keenest" -> "the " + users + " keenest on " + String.join(":", parts.subList(1, parts.size() - 1));
            case "active" -> "the " + users + " most active";
            case "quiet" -> "the " + users + " least active";
            case "latent" ->
                "the " + users + " who activate " + String.join(":", parts.subList(1, parts.size() - 1)) + " most";
            default -> users == 1 ? "one user" : users + " users by id";
        };
    }
}
