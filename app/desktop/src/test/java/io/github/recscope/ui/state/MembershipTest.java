package io.github.recscope.ui.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.recscope.model.Attribute;
import io.github.recscope.model.AttributeTable;
import io.github.recscope.model.Dataset;
import io.github.recscope.ui.fixture.Library;
import org.junit.jupiter.api.Test;

class MembershipTest {
    @Test
    void agreesWithTheTableOfAllAttributes() {
        Dataset data = Library.data();
        AttributeTable table = AttributeTable.of(data, 0);
        assertTrue(table.attributes().size() > 15, "tags, authors, decades and tenths");
        for (int row = 0; row < table.attributes().size(); row++) {
            Attribute a = table.attributes().get(row);
            assertArrayEquals(table.members(row), Membership.of(data, a), a.words());
        }
    }

    @Test
    void nobodyHasWhatIsNotThere() {
        boolean[] none = Membership.of(Library.data(), new Attribute("tags", "cookery"));
        for (boolean b : none) {
            assertTrue(!b);
        }
    }
}
