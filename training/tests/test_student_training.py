"""Training end to end on a tiny student: it learns, stops and goes on, and gives the same twice."""

from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: training is not tested")

from linkage_encoder.student.batches import BatchPlan  # noqa: E402
from linkage_encoder.student.embed import embed  # noqa: E402
from linkage_encoder.student.pairs import gather  # noqa: E402
from linkage_encoder.student.texts import TextReader  # noqa: E402
from linkage_encoder.student.plan import LegPlan  # noqa: E402
from linkage_encoder.student.trainer import Teaching, train  # noqa: E402
from linkage_encoder.student.weights import arrays_of, encoder_from  # noqa: E402
from tests.student_fixture import HIDDEN, tiny_arrays, write_tokenizer  # noqa: E402

PLAN = LegPlan(steps=60, rate=2e-3, warm_up=5, nested=(32,), noise={"*": 0.5}, mine_every=20, remember_from=10, remembered=24, batches=BatchPlan(pairs=8))
ROWS = [("words", f"c{at}", f"g{at // 4}", f"w{at}", f"w{at + 20}") for at in range(20)]


@pytest.fixture()
def reader(tmp_path):
    return TextReader(write_tokenizer(tmp_path / "tokenizer.json"))


def nothing_taught(pairs):
    return Teaching(torch.zeros(1, HIDDEN), np.full(len(pairs.texts), -1))


def leg(reader, checkpoint, plan=PLAN, **more):
    torch.set_num_threads(1)
    encoder, pairs = encoder_from(tiny_arrays(), positions=64), gather(ROWS)
    result = train(encoder, reader, pairs, nothing_taught(pairs), plan, lambda text, lot: f"{text} {text}", checkpoint, lambda _: None, **more)
    return encoder, result


def first_partners(encoder, reader):
    left, right = (embed(encoder, reader, [row[side] for row in ROWS]) for side in (3, 4))
    return (np.argmax(left @ right.T, 1) == np.arange(len(ROWS))).mean()


def test_partners_come_first_after_training(reader, tmp_path):
    untrained = encoder_from(tiny_arrays(), positions=64)
    trained, result = leg(reader, tmp_path / "a.pt", replace(PLAN, steps=200))
    assert first_partners(untrained, reader) < 0.4
    assert first_partners(trained, reader) > 0.9
    assert result["records"] > 200 * 8


def test_a_leg_that_was_stopped_ends_where_an_unbroken_one_does(reader, tmp_path):
    class Stop(Exception):
        pass

    def stop_at_30(_, step):
        if step == 30:
            raise Stop

    unbroken, _ = leg(reader, tmp_path / "a.pt")
    with pytest.raises(Stop):
        leg(reader, tmp_path / "b.pt", save_every=10, on_save=stop_at_30)
    resumed, _ = leg(reader, tmp_path / "b.pt", save_every=10)
    for name, array in arrays_of(unbroken).items():
        np.testing.assert_array_equal(array, arrays_of(resumed)[name], err_msg=name)


def test_a_checkpoint_of_another_plan_is_refused(reader, tmp_path):
    leg(reader, tmp_path / "a.pt", replace(PLAN, steps=2))
    with pytest.raises(ValueError, match="another plan"):
        leg(reader, tmp_path / "a.pt", replace(PLAN, steps=3))


def test_a_checkpoint_of_other_inputs_is_not_taken_up(reader, tmp_path):
    def steps_run(inputs):
        saved = []
        leg(reader, tmp_path / "a.pt", replace(PLAN, steps=4), inputs=inputs, save_every=2, on_save=lambda _, step: saved.append(step))
        return saved

    assert steps_run("these") == [2, 4]
    assert steps_run("these") == []
    assert steps_run("those") == [2, 4]


def test_the_teacher_draws_texts_to_its_vectors(reader, tmp_path):
    pairs = gather(ROWS)
    wanted = np.eye(HIDDEN, dtype=np.float32)[: len(pairs.texts)]
    encoder = encoder_from(tiny_arrays(), positions=64)
    plan = replace(PLAN, steps=150, find=0, keep_apart=0, nested=(), noise={}, mine_every=0)
    train(encoder, reader, pairs, Teaching(torch.from_numpy(wanted), np.arange(len(pairs.texts))), plan, None, tmp_path / "a.pt", lambda _: None)
    cosines = (embed(encoder, reader, pairs.texts) * wanted).sum(1)
    assert cosines.mean() > 0.6
