"""A narrower student, cut out of a wider one: which channels, heads and neurons stay, and weights that make up for the others.

What stays is chosen by how large its activations are on texts of the corpus, as in Minitron (Muralidharan et al. 2024, section 2.2):
of a channel, the mean size after each normalisation; of a head, the mean length of what it gathers; of a neuron, the mean size of what
it gives. Channels are the same in all layers, as they go through all of them; heads and neurons are chosen layer by layer. Then each
matrix, in the order in which texts meet them, is fitted by least squares so that the narrow network, fed by its own earlier parts,
gives what the wide one gives where both have a number (He, Zhang and Sun 2017, section 3.1). No training, and no chance in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn
from torch.nn import functional

from linkage_encoder.base.weights import HEAD_SIZE

from .network import Encoder, Layer, Packed
from .width import Width

RIDGE = 1e-3
"""How strongly a fit is held to the weights that were there, in multiples of the mean square of its inputs."""

Tokens = list[Tensor]
"""Numbers of tokens, [tokens, numbers] for each batch."""


@dataclass(frozen=True)
class Importance:
    """channels: [hidden]; heads: [layers, heads]; neurons: [layers, wide]; all at least 0."""

    channels: Tensor
    heads: Tensor
    neurons: Tensor


@dataclass(frozen=True)
class Kept:
    """Places of what stays, increasing: channels, and for each layer heads' numbers and neurons."""

    channels: Tensor
    heads: tuple[Tensor, ...]
    neurons: tuple[Tensor, ...]


@torch.no_grad()
def narrowed(encoder: Encoder, width: Width, batches: Sequence[Packed]) -> Encoder:
    """An encoder of the given width with what matters most of `encoder` on the texts of `batches`. Its head rotates nothing where it has fewer channels.

    Cost: two passes of `encoder` over the texts in float32, one of the narrow one, and a system of equations a matrix. Raises
    ValueError for a width that is not within that of `encoder`, or whose heads do not have HEAD_SIZE numbers.
    """
    shape = encoder.shape
    if width.hidden > shape.hidden or width.heads > shape.heads or width.wide > shape.wide:
        raise ValueError(f"{width} is not within the {shape.hidden} channels, {shape.heads} heads and {shape.wide} neurons that are there")
    if not width.hidden / width.heads == shape.hidden / shape.heads == HEAD_SIZE:
        raise ValueError(f"{width} of {shape.hidden} channels and {shape.heads} heads: a head has {HEAD_SIZE} numbers")
    kept = kept_parts(importance(encoder, batches), width)
    thin = cut(encoder, width, kept)
    make_up(encoder, thin, kept, batches)
    return thin


@torch.no_grad()
def importance(encoder: Encoder, batches: Sequence[Packed]) -> Importance:
    """How large the activations of each part are, mean over the tokens of all batches."""
    shape, count = encoder.shape, sum(len(batch.ids) for batch in batches)
    channels = torch.zeros(shape.hidden)
    heads, neurons = torch.zeros(shape.layers, shape.heads), torch.zeros(shape.layers, shape.wide)
    for batch in batches:
        tokens = encoder.embedding_norm(encoder.looked_up(batch))
        channels += tokens.abs().sum(0)
        for at, layer in enumerate(encoder.layers):
            mixed = layer.attended(tokens, batch.places, batch.bias)
            heads[at] += mixed.view(len(mixed), shape.heads, -1).norm(dim=-1).sum(0)
            tokens = layer.attention_norm(tokens + layer.attention_out(mixed))
            channels += tokens.abs().sum(0)
            given = functional.gelu(layer.widen(tokens))
            neurons[at] += given.abs().sum(0)
            tokens = layer.output_norm(tokens + layer.narrow(given))
            channels += tokens.abs().sum(0)
    return Importance(channels / (count * (2 * shape.layers + 1)), heads / count, neurons / count)


def kept_parts(importance: Importance, width: Width) -> Kept:
    """The most important of each kind; of equals the earlier."""
    heads = [most(row, width.heads) for row in importance.heads]
    within = torch.arange(HEAD_SIZE)
    return Kept(
        channels=most(importance.channels, width.hidden),
        heads=tuple((row[:, None] * HEAD_SIZE + within).flatten() for row in heads),
        neurons=tuple(most(row, width.wide) for row in importance.neurons),
    )


def most(values: Tensor, count: int) -> Tensor:
    """Places of the largest values, increasing; of equal values the earlier ones."""
    return torch.sort(values, descending=True, stable=True).indices[:count].sort().values


@torch.no_grad()
def cut(encoder: Encoder, width: Width, kept: Kept) -> Encoder:
    """The rows and columns of all matrices that stay, as they are."""
    shape, channels = encoder.shape, kept.channels
    thin = Encoder(replace(shape, hidden=width.hidden, heads=width.heads, wide=width.wide)).eval()
    thin.word.weight.copy_(encoder.word.weight[:, channels])
    thin.pos.weight.copy_(encoder.pos.weight[:, channels])
    thin.mean.copy_(encoder.mean[channels])
    if width.hidden == shape.hidden:
        thin.rotation.copy_(encoder.rotation)
    cut_norm(thin.embedding_norm, encoder.embedding_norm, channels)
    for from_, to, heads, neurons in zip(encoder.layers, thin.layers, kept.heads, kept.neurons, strict=True):
        for part in ("query", "key", "value"):
            cut_linear(getattr(to, part), getattr(from_, part), heads, channels)
        cut_linear(to.attention_out, from_.attention_out, channels, heads)
        cut_linear(to.widen, from_.widen, neurons, channels)
        cut_linear(to.narrow, from_.narrow, channels, neurons)
        cut_norm(to.attention_norm, from_.attention_norm, channels)
        cut_norm(to.output_norm, from_.output_norm, channels)
    return thin


def cut_linear(to: nn.Linear, from_: nn.Linear, outputs: Tensor, inputs: Tensor) -> None:
    to.weight.copy_(from_.weight[outputs][:, inputs])
    to.bias.copy_(from_.bias[outputs])


def cut_norm(to: nn.LayerNorm, from_: nn.LayerNorm, channels: Tensor) -> None:
    to.weight.copy_(from_.weight[channels])
    to.bias.copy_(from_.bias[channels])


@torch.no_grad()
def make_up(encoder: Encoder, thin: Encoder, kept: Kept, batches: Sequence[Packed]) -> None:
    """Fits the weights of `thin`, part after part, to what `encoder` gives in the channels, heads and neurons that both have."""
    whole = [encoder.looked_up(batch) for batch in batches]
    own = [thin.looked_up(batch) for batch in batches]
    whole, own = fit_norm(encoder.embedding_norm, thin.embedding_norm, kept.channels, whole, own)
    for from_, to, heads, neurons in zip(encoder.layers, thin.layers, kept.heads, kept.neurons, strict=True):
        for part in ("query", "key", "value"):
            wanted = [getattr(from_, part)(tokens)[:, heads] for tokens in whole]
            fit_linear(getattr(to, part), own, wanted)
        mixed = [attend(from_, whole, batches), attend(to, own, batches)]
        whole, own = fit_sum(from_.attention_out, to.attention_out, kept.channels, whole, own, *mixed)
        whole, own = fit_norm(from_.attention_norm, to.attention_norm, kept.channels, whole, own)
        fit_linear(to.widen, own, [from_.widen(tokens)[:, neurons] for tokens in whole])
        given = [[functional.gelu(layer.widen(tokens)) for tokens in batch] for layer, batch in ((from_, whole), (to, own))]
        whole, own = fit_sum(from_.narrow, to.narrow, kept.channels, whole, own, *given)
        whole, own = fit_norm(from_.output_norm, to.output_norm, kept.channels, whole, own)


def attend(layer: Layer, tokens: Tokens, batches: Sequence[Packed]) -> Tokens:
    return [layer.attended(one, batch.places, batch.bias) for one, batch in zip(tokens, batches, strict=True)]


def fit_sum(from_: nn.Linear, to: nn.Linear, channels: Tensor, whole: Tokens, own: Tokens, whole_inputs: Tokens, own_inputs: Tokens) -> tuple[Tokens, Tokens]:
    """Fits a matrix whose results are added to the tokens, so that the sums are alike; the sums of both networks."""
    whole = [tokens + from_(inputs) for tokens, inputs in zip(whole, whole_inputs, strict=True)]
    fit_linear(to, own_inputs, [tokens[:, channels] - mine for tokens, mine in zip(whole, own, strict=True)])
    return whole, [tokens + to(inputs) for tokens, inputs in zip(own, own_inputs, strict=True)]


def fit_linear(linear: nn.Linear, inputs: Tokens, wanted: Tokens) -> None:
    """Weights and biases nearest to giving the wanted numbers, of those near the weights that are there (ridge regression)."""
    size = linear.in_features + 1
    square, product = torch.zeros(size, size, dtype=torch.float64), torch.zeros(size, linear.out_features, dtype=torch.float64)
    for one, target in zip(inputs, wanted, strict=True):
        beside = torch.cat([one, one.new_ones(len(one), 1)], 1)
        square += beside.T @ beside
        product += beside.T @ (target - linear(one))
    square += RIDGE * square.diagonal()[:-1].mean() * torch.eye(size, dtype=torch.float64)
    step = torch.linalg.solve(square, product)
    linear.weight += step[:-1].T
    linear.bias += step[-1]


def fit_norm(from_: nn.LayerNorm, to: nn.LayerNorm, channels: Tensor, whole: Tokens, own: Tokens) -> tuple[Tokens, Tokens]:
    """Fits scale and offset of each channel, as fewer channels have another mean and deviation; the normalised tokens of both networks."""
    whole = [from_(tokens) for tokens in whole]
    plain = [functional.layer_norm(tokens, to.normalized_shape, eps=to.eps) for tokens in own]
    seen, wanted = torch.cat(plain).double(), torch.cat(whole)[:, channels].double()
    mean, level = seen.mean(0), wanted.mean(0)
    scale = ((seen - mean) * (wanted - level)).sum(0) / ((seen - mean) ** 2).sum(0)
    to.weight.copy_(scale)
    to.bias.copy_(level - scale * mean)
    return whole, [to(tokens) for tokens in own]
