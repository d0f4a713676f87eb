"""What the table is taught, by texts that teacher and student both know."""

import numpy as np
import pytest

pytest.importorskip("torch", reason="PyTorch is not installed: training is not tested")

from linkage_encoder.instant.teacher import targets_of  # noqa: E402
from linkage_encoder.student.teacher import TeacherVectors  # noqa: E402


def test_the_teachers_space_is_turned_onto_the_students() -> None:
    lot = np.random.default_rng(0)
    texts = [f"t{at}" for at in range(400)]
    vectors = lot.standard_normal((400, 16))
    teacher = TeacherVectors(texts, (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16))
    turn = np.linalg.qr(lot.standard_normal((16, 16)))[0]
    student = (teacher.centred()[1] @ turn).astype(np.float32)
    known = [*texts[100:300], "only the student knows this"]
    targets = targets_of(teacher, known, np.vstack([student[100:300], np.ones((1, 16), np.float32)]), ["t7", "unknown", "t350"], width=16)
    assert targets.row_of_text.tolist() == [0, -1, 1]
    assert np.allclose(targets.vectors, student[[7, 350]], atol=5e-3)


def test_a_teacher_is_turned_to_where_the_student_has_its_texts() -> None:
    lot = np.random.default_rng(4)
    texts = [f"text {at}" for at in range(60)]
    vectors = lot.standard_normal((60, 8))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)
    teacher = TeacherVectors(texts, vectors)
    turn = np.linalg.qr(lot.standard_normal((8, 8)))[0]
    students = dict(zip(texts, teacher.centred()[1] @ turn, strict=True))
    turned = teacher.turned_onto(lambda wanted: np.stack([students[text] for text in wanted]), seed=1, most=40)
    assert np.allclose(turned, np.stack(list(students.values())), atol=1e-5)
