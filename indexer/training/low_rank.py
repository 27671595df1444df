"""Learning a query adapter: contrast over all articles, whose embeddings stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.encoders.adapters import QueryAdapter
from indexer.models import Embeddings


@dataclass(frozen=True, slots=True)
class Schedule:
    """How an adapter is learnt.

    Attributes:
        rank: Of the map.
        temperature: Cosines are divided by it.
        decay: Weight of the squared map, over the dimension, in the loss: what holds the map near the identity.
        rate: Learning rate at first; it falls to 0 along a line.
        rounds: How often every question is seen.
        batch: Questions of one step.
        strength: How much of the map that was learnt is kept: the rest of a question stays what the encoder made of it.
        seed: Of the first map and of the order of the questions.
    """

    rank: int = 16
    temperature: float = 0.03
    decay: float = 0.01
    rate: float = 5e-3
    rounds: int = 8
    batch: int = 512
    strength: float = 0.5
    seed: int = 0


def learn(
    questions: Embeddings, articles: Embeddings, answers: Sequence[Sequence[int]], schedule: Schedule
) -> QueryAdapter:
    """Learn an adapter by InfoNCE (van den Oord, Li & Vinyals, 2018, arXiv:1807.03748) over all articles.

    loss = mean over questions q and answers a of -log(exp(x·a / t) / Σ exp(x·d / t)) + decay ‖down upᵀ‖² / dimension, with
    x = unit(q + up downᵀ q) and d over all articles, minimised by Adam (Kingma & Ba, 2015, arXiv:1412.6980).

    Args:
        questions: float32 (n, dimension), unit rows.
        articles: float32 (m, dimension), unit rows.
        answers: For each question rows of `articles`, at least one.
        schedule: How to learn.
    """
    random = np.random.default_rng(schedule.seed)
    dimension = questions.shape[1]
    down = (random.standard_normal((dimension, schedule.rank)) / np.sqrt(dimension)).astype(np.float32)
    up = np.zeros_like(down)
    wanted = _wanted(answers, len(articles))
    steps = -(-len(questions) // schedule.batch) * schedule.rounds
    adam = Adam((down, up))
    for step in range(steps):
        if step % (steps // schedule.rounds) == 0:
            parts = np.array_split(random.permutation(len(questions)), steps // schedule.rounds)
        chosen = parts[step % len(parts)]
        gradients = _gradients(questions[chosen], articles, wanted[chosen], (down, up), schedule)
        adam.step(gradients, schedule.rate * (1 - step / steps))
    return QueryAdapter(down, up * np.float32(schedule.strength))


def _wanted(answers: Sequence[Sequence[int]], articles: int) -> Embeddings:
    """float32 (n, articles), rows that add up to 1: the share of each article among the answers."""
    wanted = np.zeros((len(answers), articles), dtype=np.float32)
    for row, answer in zip(wanted, answers, strict=True):
        row[list(answer)] = 1 / len(answer)
    return wanted


def _gradients(
    questions: Embeddings,
    articles: Embeddings,
    wanted: Embeddings,
    maps: tuple[Embeddings, Embeddings],
    schedule: Schedule,
) -> tuple[Embeddings, Embeddings]:
    """Gradients of the loss by `down` and `up`."""
    down, up = maps
    inner = questions @ down
    moved = questions + inner @ up.T
    length = np.linalg.norm(moved, axis=1, keepdims=True)
    unit = moved / length
    by_unit = (_softmax(unit @ articles.T / schedule.temperature) - wanted) @ articles
    by_unit /= schedule.temperature * len(questions)
    by_moved = (by_unit - (by_unit * unit).sum(axis=1, keepdims=True) * unit) / length
    held = 2 * schedule.decay / len(down)
    by_down = questions.T @ (by_moved @ up) + held * down @ (up.T @ up)
    by_up = by_moved.T @ inner + held * up @ (down.T @ down)
    return by_down, by_up


def _softmax(logits: Embeddings) -> Embeddings:
    powers: Embeddings = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Embeddings = powers / powers.sum(axis=1, keepdims=True)
    return shares


class Adam:
    """Kingma & Ba's optimiser with their constants; changes the parameters in place."""

    def __init__(self, parameters: Sequence[NDArray[np.float32]]) -> None:
        self._parameters = parameters
        self._means = [np.zeros_like(parameter) for parameter in parameters]
        self._squares = [np.zeros_like(parameter) for parameter in parameters]
        self._steps = 0

    def step(self, gradients: Sequence[NDArray[np.float32]], rate: float) -> None:
        """Move each parameter against its gradient."""
        self._steps += 1
        for number, gradient in enumerate(gradients):
            self._means[number] += 0.1 * (gradient - self._means[number])
            self._squares[number] += 0.001 * (gradient * gradient - self._squares[number])
            mean = self._means[number] / (1 - 0.9**self._steps)
            square = self._squares[number] / (1 - 0.999**self._steps)
            self._parameters[number][...] -= rate * mean / (np.sqrt(square) + 1e-8)
