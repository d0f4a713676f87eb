"""What training makes small.

Contrast: InfoNCE (van den Oord et al. 2018) in both directions over the batch. Distillation: cosine to the teacher's centred
vector. Both also on leading dimensions (Matryoshka, Kusupati et al. 2022), so that these can be used alone.
"""

import torch
from torch import Tensor
from torch.nn import functional

#: What cannot be told to be another thing is taken out of a softmax by this.
OUT = -1e4


def same_thing(concepts: Tensor, left: Tensor, right: Tensor) -> Tensor:
    """[pairs, pairs]: true where two pairs of the batch, not the same one, name one thing or share a text."""
    alike = (concepts[:, None] == concepts[None]) | (left[:, None] == left[None]) | (right[:, None] == right[None])
    alike |= left[:, None] == right[None]
    return alike & ~torch.eye(len(concepts), dtype=torch.bool)


def contrast(left: Tensor, right: Tensor, alike: Tensor, temperature: float, others: tuple[Tensor, Tensor] | None = None) -> Tensor:
    """Cross-entropy of finding each text's partner among the batch, mean of both directions.

    left, right: [pairs, width] of length 1; alike: [pairs, pairs] pairs that are no negatives of each other;
    others: further texts [negatives, width], seen from both sides, and which of them are no negatives: [pairs, negatives].
    """
    similarity = (left @ right.T / temperature).masked_fill(alike, OUT)
    target = torch.arange(len(left))
    views = (similarity, left), (similarity.T, right)
    return sum(functional.cross_entropy(_beside(seen, from_, temperature, others), target) for seen, from_ in views) / 2


def _beside(similarity: Tensor, vectors: Tensor, temperature: float, others: tuple[Tensor, Tensor] | None) -> Tensor:
    if others is None:
        return similarity
    further, alike = others
    return torch.cat([similarity, (vectors @ further.T / temperature).masked_fill(alike, OUT)], 1)


def side_contrast(vectors: Tensor, partners: Tensor, alike: Tensor, temperature: float) -> Tensor:
    """As `contrast`, but the negatives are the other texts of the same side: keeps near misses of one list apart."""
    own = (vectors * partners).sum(1, keepdim=True) / temperature
    same_side = (vectors @ vectors.T / temperature).masked_fill(alike | torch.eye(len(vectors), dtype=torch.bool), OUT)
    return functional.cross_entropy(torch.cat([own, same_side], 1), torch.zeros(len(vectors), dtype=torch.long))


def distillation(vectors: Tensor, teacher: Tensor) -> Tensor:
    """One less the mean cosine to the teacher's vectors, both [texts, width] of length 1."""
    return 1 - (vectors * teacher).sum(1).mean()


def disagreement(vectors: Tensor, teacher: Tensor, temperature: float, teacher_temperature: float) -> Tensor:
    """How differently two encoders of different spaces see who is near whom in a batch (relational distillation, Park et al. 2019).

    vectors: [texts, width]; teacher: [texts, its width]; both of length 1. Kullback-Leibler divergence of the softmax over the other
    texts of the batch, mean over texts.
    """
    itself = torch.eye(len(vectors), dtype=torch.bool)
    own = (vectors @ vectors.T / temperature).masked_fill(itself, OUT).log_softmax(-1)
    wanted = (teacher @ teacher.T / teacher_temperature).masked_fill(itself, OUT).softmax(-1)
    return functional.kl_div(own, wanted, reduction="batchmean")


def leading(vectors: Tensor, width: int) -> Tensor:
    """The first numbers of vectors, of length 1 again."""
    return functional.normalize(vectors[:, :width], dim=-1)
