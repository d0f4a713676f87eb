"""The teacher's vectors in the space of the student, so that the rows of untrained pieces stay beside the trained ones."""

from collections.abc import Sequence

import numpy as np

from linkage_encoder.student.start import turn_onto
from linkage_encoder.student.teacher import TeacherVectors

from .beginning import leading
from .trainer import Targets


def targets_of(teacher: TeacherVectors, known: Sequence[str], student: np.ndarray, texts: Sequence[str], width: int) -> Targets:
    """What texts of the corpus should become, as far as the teacher knows them: the first `width` numbers in the student's space.

    student: its vectors of the texts `known`, of which the teacher has some thousands, [known, hidden].
    """
    _, centred = teacher.centred()
    row_of_known = teacher.rows_of(known)
    is_shared = row_of_known >= 0
    turned = centred @ turn_onto(centred[row_of_known[is_shared]], student[is_shared])
    rows = teacher.rows_of(texts)
    taught = np.unique(rows[rows >= 0])
    place_of_row = np.full(len(centred), -1)
    place_of_row[taught] = np.arange(len(taught))
    return Targets(leading(turned[taught], width).astype(np.float16), np.where(rows >= 0, place_of_row[rows], -1))
