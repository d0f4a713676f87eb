"""N-grams that are as long as they have to be, and what records find by them."""

from random import Random

import numpy as np
import pandas as pd
import pytest

from bench.firms import _firm, _spelt_again
from rowlink_spark.definition.corpus import TermTable
from rowlink_spark.definition.terms import gram_lists
from rowlink_spark.stages.rare_grams import LONGEST, Chances, choose_grams, count_shared

FORMS = ["nordwind logistik gmbh", "sud wind ag", "acme trading ltd", "acme traders limited", "blue river foods", "nordwind logistics", "ab", "", "新日本製鐵", "a\U0001f600b"]


def letters(draw: Random) -> str:
    """Words of few letters, so that n-grams repeat."""
    return " ".join("".join(draw.choices("abcd ", k=draw.randint(0, 24))).split())


def table_of(forms: list[str]) -> TermTable:
    keys, counts = np.unique(gram_lists(forms).keys, return_counts=True)
    return TermTable.of(keys, counts)


def chosen(forms: list[str], chances: Chances, wanted: int, budget: int | None = None) -> list[set[int]]:
    found = choose_grams(np.arange(len(forms)), forms, chances, wanted, budget)
    return [set(found["gram"][found["record"] == at]) for at in range(len(forms))]


def many(count: int, seed: int) -> tuple[list[str], list[str]]:
    """Names and the same ones spelt another way."""
    names = [_firm(number, seed)[1] for number in range(count)]
    return [name.lower() for name in names], [_spelt_again(name, Random(number)).lower() for number, name in enumerate(names)]


def test_every_text_has_some_each_once_and_all_are_rare_enough() -> None:
    chances = Chances(table_of(FORMS), len(FORMS))
    found = choose_grams(np.arange(len(FORMS)), FORMS, chances, 1, None)
    assert found["expected"].max() <= 1.001
    assert set(found["record"]) == set(range(len(FORMS)))
    assert not found.duplicated(["record", "gram"]).any()


def test_a_budget_takes_the_rarest_and_one_at_least() -> None:
    lefts, _ = many(3000, 1)
    chances = Chances(table_of(lefts), len(lefts))
    free = choose_grams(np.arange(200), lefts[:200], chances, 40, None)
    tight = choose_grams(np.arange(200), lefts[:200], chances, 40, 30)
    assert set(tight["record"]) == set(range(200)) and len(tight) < len(free)
    for record, own in tight.groupby("record"):
        others = free[(free["record"] == record) & ~free["gram"].isin(own["gram"])]
        assert own["expected"].is_monotonic_increasing
        assert np.ceil(own["expected"]).sum() <= 30 or len(own) == 1
        assert others.empty or others["expected"].min() >= own["expected"].max()


@pytest.mark.parametrize("seed", range(40))
def test_a_text_has_the_same_ones_alone_and_among_others(seed: int) -> None:
    draw = Random(seed)
    forms = [letters(draw) for _ in range(draw.randint(1, 6))]
    chances = Chances(table_of([*FORMS, *forms]), len(FORMS) + len(forms))
    together = chosen(forms, chances, 2)
    assert together == [chosen([form], chances, 2)[0] for form in forms]


@pytest.mark.parametrize("seed", range(40))
def test_what_is_far_from_a_difference_stays(seed: int) -> None:
    draw = Random(seed)
    one, other, wanted = letters(draw), letters(draw), draw.randint(1, 5)
    tail = "zabrukinof walderingum"
    forms = [f"{one} {tail}".strip(), f"{other} {tail}".strip()]
    first, second = chosen(forms, Chances(table_of(forms * 3), 6), wanted)
    ends = chosen([tail], Chances(table_of(forms * 3), 6), wanted)[0]
    # All of the tail's own but the one that is its whole text.
    assert len(first & second & ends) >= len(ends) - 1


def test_equal_texts_meet_however_usual_their_letters_are() -> None:
    forms = ["ab"] * 5000
    chances = Chances(table_of(forms), len(forms))
    first, second = chosen(["ab", "ab"], chances, 3)
    assert first == second and len(first) == 1
    assert chosen(["ba", "a b"], chances, 3)[0] != first


def test_misspelt_names_are_found_among_many_and_lists_stay_short() -> None:
    lefts, rights = many(20_000, 2)
    chances = Chances(table_of([*lefts, *rights]), 40_000)
    asked = choose_grams(np.arange(500), lefts[:500], chances, 40, 600)
    lists = choose_grams(np.arange(len(rights)), rights, chances, 40, None)
    members = lists[lists["gram"].isin(asked["gram"])].groupby("gram")["record"].apply(lambda one: np.sort(one.to_numpy()))
    reached = asked[asked["gram"].isin(members.index)].copy()
    reached["members"] = [members[gram] for gram in reached["gram"]]
    assert reached["members"].map(len).sum() / 500 < 200
    found = count_shared(reached[["record", "members"]], 10, 40_000)
    # Half of these names have one or two slips; five in six of a made-up word's letters are enough.
    assert (found["left"] == found["right"]).sum() >= 0.93 * 500


def test_shared_ones_add_up_the_rarer_the_more_and_the_best_stay() -> None:
    batch = pd.DataFrame({"record": [7, 7, 9], "members": [[1, 2], [2, 3, 4], [5, 4]]})
    found = count_shared(batch, 2, 99)
    two, three = (1 + np.log(100 / (1 + size)) for size in (2, 3))
    assert found[["left", "right"]].values.tolist() == [[7, 2], [7, 1], [9, 4], [9, 5]]
    assert np.allclose(found["value"], [two + three, two, two, two], atol=1e-5)
    assert count_shared(batch.iloc[:0], 2, 99).empty
    shuffled = count_shared(batch.iloc[[2, 0, 1]], 2, 99)
    assert shuffled.equals(found)


def test_no_n_gram_is_longer_than_is_told() -> None:
    long = "q" * 40
    chances = Chances(table_of([long] * 9), 9)
    found = choose_grams(np.array([0]), [long], chances, 1, None)
    assert len(found) == 1, f"all n-grams up to {LONGEST} units are usual here: its whole form alone is left"
