"""Training of the recogniser: reads utterances while they are still being made, and can be stopped and gone on with."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F  # noqa: N812 - its usual name

from scripts.training.muon import optimizers_of
from scripts.training.phonemes import SOUNDS
from scripts.training.running import keep
from scripts.training.shards import STEPS_PER_S, WINDOW_S, Utterance, read, restored
from scripts.training.stt_net import ALL_PLACES, BLANK, PLACES, Net, Size
from scripts.training.stt_variety import varied
from scripts.training.tokens import Tokens
from scripts.training.wording import held_out

STEPS = STEPS_PER_S * WINDOW_S
JOINED = 0.08
"""Share of windows with two utterances in a row."""
GUIDED_S = 0.24
"""How far from its place in time a word may be looked for without being guided back, in seconds."""
AT_ONCE = 5000
"""Utterances that are shuffled together."""
ROUNDED = 32
"""Feature steps that a batch's length is a multiple of."""
KEEP_EVERY_S = 300
NUMBER_OF = {sound: n for n, sound in enumerate(SOUNDS)}


@dataclass(frozen=True)
class Plan:
    """How it is trained."""

    utterances: int
    """How many are heard in all, each as often as it is heard."""
    falling: int
    """For how many of them, at the end, the learning rate falls. Most of what can be seen is won there."""
    rate: float = 2e-3
    warm_up: int = 12_000
    """Utterances until the full rate."""
    guided: int = 60_000
    """For how many the decoder is held firmly to where in time its words were said."""
    distrusted: int = 150_000
    """For how many a quarter of the tokens that it has written is shown to it wrong, so that it listens to the sound
    instead of reciting what it has read."""
    steps: int = 6400
    """Feature steps of a batch, about: 36 utterances."""
    threads: int = 1
    seed: int = 1

    def rate_at(self, heard: int) -> float:
        """The learning rate: constant, then a cosine to nearly nothing."""
        part = max(0.0, (heard - self.utterances + self.falling) / self.falling)
        falling = 0.5 * (1 + math.cos(math.pi * min(1.0, part)))
        return self.rate * min(1, (heard + 100) / self.warm_up) * max(0.005, falling)

    def replaced_at(self, heard: int) -> float:
        """The share of tokens that are shown wrong."""
        return 0.25 if heard < self.distrusted else 0.1

    def guidance_at(self, heard: int) -> float:
        """The weight of where the decoder looks."""
        return 0.6 if heard < self.guided else 0.2


@dataclass(frozen=True)
class Progress:
    """How far it has come."""

    heard: int
    of: int
    made: int
    """Utterances that are there to be heard."""
    rate: float
    pace: float
    """Utterances a second."""
    losses: dict[str, float]


class NothingToHear(Exception):  # noqa: N818 - a sentence for whoever started it
    """There is no utterance to learn from."""


class Heap:
    """The utterances that have been made so far.

    Args:
        folder: where they are.
        dice: random numbers.
        coming: whether more are being made.
    """

    def __init__(self, folder: Path, dice: random.Random, coming: Callable[[], bool]) -> None:
        self.folder, self.dice, self.coming = folder, dice, coming
        self.held_out = held_out()
        self.files: set[Path] = set()
        self.made: list[Utterance] = []
        self.fresh: list[int] = []
        self.sounds: list[NDArray[np.uint8]] = []
        """In which nobody speaks."""

    def look(self) -> None:
        """Read what is new."""
        for path in sorted(set(self.folder.glob("*-?????.npz")) - self.files):
            self.files.add(path)
            fitting = (one for one in read(path) if one.features.shape[1] <= STEPS - 4)
            more = [one for one in fitting if one.text not in self.held_out]
            self.fresh += range(len(self.made), len(self.made) + len(more))
            self.made += more
            self.sounds += [one.features for one in more if not one.text]

    def some(self) -> list[Utterance]:
        """`AT_ONCE` of them: those never heard first, filled up with any others.

        Raises:
            NothingToHear: there are none, and none are being made.
        """
        while True:
            coming = self.coming()
            self.look()
            if self.made:
                break
            if not coming:
                raise NothingToHear(f"{self.folder} holds no speech, and nobody makes any: give --makers 1.")
            time.sleep(5)
        self.dice.shuffle(self.fresh)
        chosen, self.fresh = self.fresh[:AT_ONCE], self.fresh[AT_ONCE:]
        chosen += [self.dice.randrange(len(self.made)) for _ in range(AT_ONCE - len(chosen))]
        self.dice.shuffle(chosen)
        return [self.made[n] for n in chosen]

    def something_else(self) -> NDArray[np.uint8] | None:
        """Features of a sound that can be heard behind another; none where none is there yet."""
        return self.dice.choice(self.sounds) if self.sounds else None


@dataclass(frozen=True)
class Batch:
    """What one step learns from."""

    features: torch.Tensor
    given: torch.Tensor
    """Tokens that the decoder sees, shape (batch, tokens)."""
    wanted: torch.Tensor
    """Tokens that it is to say next; -100 where none."""
    when: torch.Tensor
    """At which place each was said; -1 where it was at none."""
    sounds: torch.Tensor
    sound_counts: torch.Tensor
    places: torch.Tensor
    """How many places each utterance has."""


def _up(number: int, step: int) -> int:
    return -(-number // step) * step


class Batches:
    """Batches without end, alike in length.

    Args:
        heap: utterances.
        tokens: text to numbers.
        plan: how it is trained.
    """

    def __init__(self, heap: Heap, tokens: Tokens, plan: Plan) -> None:
        self.heap, self.tokens, self.plan = heap, tokens, plan
        self.dice, self.numbers = heap.dice, np.random.default_rng(heap.dice.getrandbits(32))
        self.heard = 0

    def __iter__(self) -> Iterator[Batch]:
        while True:
            for group in self._groups(self.heap.some()):
                yield self._batch(group)

    def _groups(self, chosen: list[Utterance]) -> list[list[tuple[Utterance, ...]]]:
        def long(window: tuple[Utterance, ...]) -> int:
            return sum(one.features.shape[1] for one in window)

        windows: list[tuple[Utterance, ...]] = []
        while chosen:
            first = chosen.pop()
            joined = chosen and self.dice.random() < JOINED and first.text and chosen[-1].text
            if joined and long((first, chosen[-1])) < STEPS - 8:
                windows.append((first, chosen.pop()))
            else:
                windows.append((first,))

        windows.sort(key=lambda window: long(window) + self.dice.random() * 20)
        # As few shapes as can be: for each new one the processor's kernels are compiled anew.
        groups, windows = [], windows[::-1]
        while windows:
            many = self.plan.steps // _up(long(windows[0]) + 2, ROUNDED)
            if len(windows) >= many:
                groups.append(windows[:many])
            windows = windows[many:]
        self.dice.shuffle(groups)
        return groups

    def _batch(self, group: list[tuple[Utterance, ...]]) -> Batch:
        rows = [self._row(window) for window in group]
        steps = min(_up(max(row[0].shape[1] for row in rows) + 2, ROUNDED), STEPS)
        features = np.zeros((len(rows), 80, steps), np.float32)
        most = _up(max(len(row[1]) for row in rows), 4)
        given = torch.full((len(rows), most), self.tokens.end)
        wanted, when = torch.full((len(rows), most), -100), torch.full((len(rows), most), -1.0)
        for n, (sound, says, hears, at, _) in enumerate(rows):
            features[n, :, : sound.shape[1]] = sound[:, :steps]
            given[n, : len(says)], wanted[n, : len(hears)] = torch.tensor(says), torch.tensor(hears)
            when[n, : len(at)] = torch.tensor(at, dtype=torch.float)
        wrong = (torch.rand(given.shape) < self.plan.replaced_at(self.heard)) & (given < self.tokens.texts)
        given = torch.where(wrong, torch.randint(0, self.tokens.texts, given.shape), given)
        return Batch(
            torch.from_numpy(features),
            given,
            wanted,
            when,
            torch.tensor([sound for row in rows for sound in row[4]], dtype=torch.long),
            torch.tensor([len(row[4]) for row in rows]),
            torch.tensor([min(row[0].shape[1], steps) // 2 for row in rows]),
        )

    def _row(self, window: tuple[Utterance, ...]):
        """Features, tokens shown, tokens wanted, their places, and sounds."""
        parts, says, when, heard, start = [], [], [], [], 0
        for one in window:
            behind = self.heap.something_else()
            now = varied(
                restored(one.features), STEPS - 4, self.numbers, None if behind is None else restored(behind)
            )
            sound = now.features
            if start + sound.shape[1] > STEPS - 4:
                break
            if parts:  # the louder of two sets the scale of both, as in one recording
                sound = sound + (parts[0].max() - sound.max())
            numbers = self.tokens.of(one.text) if one.text else []
            letters = self.tokens.letters(numbers)
            ends = np.cumsum(letters) - np.array(letters) / 2
            share = ends / max(1, sum(letters))
            at = (start + now.now_at((one.start + (one.end - one.start) * share) * STEPS_PER_S)) / 2
            says += numbers
            when += at.tolist()
            heard += [NUMBER_OF[said] for said in one.sounds]
            parts.append(sound)
            start += sound.shape[1]
        if not says:
            first, hears = [self.tokens.start, self.tokens.untimed], [self.tokens.silent, self.tokens.end]
            return np.concatenate(parts, 1), first, hears, [-1.0, -1.0], []
        first = [self.tokens.start, self.tokens.untimed, *says]
        hears = [self.tokens.untimed, *says, self.tokens.end]
        return np.concatenate(parts, 1), first, hears, [-1.0, *when, -1.0], heard


def losses(net: Net, batch: Batch, far: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """How badly sounds are named, tokens said, and where to looked."""
    with torch.autocast(batch.features.device.type, dtype=torch.bfloat16):
        heard, mask, places = net.encoder(batch.features, far)
        named = net.sounds(heard[:, :places])
        said = net.decoder(batch.given, heard, mask)
    naming = F.ctc_loss(
        named.float().log_softmax(-1).transpose(0, 1),
        batch.sounds,
        batch.places,
        batch.sound_counts,
        blank=BLANK,
        reduction="sum",
        zero_infinity=True,
    ) / max(1, int(batch.sound_counts.sum()))
    saying = F.cross_entropy(
        said.float().flatten(0, 1), batch.wanted.flatten(), ignore_index=-100, label_smoothing=0.05
    )
    where = batch.when >= 0
    if not where.any():
        return naming, saying, torch.zeros(())
    spread = 2 * (GUIDED_S * STEPS_PER_S / 2) ** 2
    away = torch.ones(*batch.when.shape, heard.shape[1], device=heard.device)
    time_ = torch.arange(places, device=heard.device)
    away[:, :, :places] = 1 - torch.exp(-((time_ - batch.when[..., None]) ** 2) / spread)
    astray = [
        (layer.encoder_attn.seen[:, :2] * away[:, None]).sum(-1).mean(1)[where].mean()
        for layer in net.decoder.layers
    ]
    return naming, saying, sum(astray) / len(astray)


def train(
    folder: Path,
    tokens: Tokens,
    size: Size,
    plan: Plan,
    state: Path,
    report: Callable[[Progress], None],
    until: float = math.inf,
    coming: Callable[[], bool] = lambda: False,
) -> Net:
    """Train, or go on where it was left.

    Args:
        folder: of the utterances, to which more may come while it trains.
        tokens: text to numbers.
        size: of the network.
        plan: how.
        state: file that it is kept in every five minutes, and at the end.
        report: told every hundred steps how it goes.
        until: time of day (as `time.time` has it) at which it stops and keeps its state.
        coming: whether more utterances are being made.

    Returns:
        The trained network.

    Raises:
        NothingToHear: there is nothing to hear.
    """
    torch.set_num_threads(plan.threads)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    before = torch.load(state, map_location="cpu", weights_only=True)["heard"] if state.exists() else 0
    dice = random.Random(plan.seed + before)  # who goes on does not hear the same again
    torch.manual_seed(plan.seed + before)
    batches = iter(source := Batches(Heap(folder, dice, coming), tokens, plan))
    net = Net(size)
    if not state.exists():
        net.start_at(next(batches).features)
    net.to(device)
    optimizers = optimizers_of(net, plan.rate, ("embed", "sounds"))
    heard = taken_up(net, optimizers, state) if state.exists() else 0
    net.train()
    keep_at, sums, count, told, told_at = time.time() + KEEP_EVERY_S, np.zeros(3), 0, heard, time.time()
    while heard < plan.utterances and time.time() < until:
        source.heard = heard
        batch = next(batches)
        if device.type != "cpu":
            batch = Batch(*(value.to(device, non_blocking=True) for value in vars(batch).values()))
        for group in (group for optimizer in optimizers for group in optimizer.param_groups):
            group["lr"] = plan.rate_at(heard)
        kind = dice.random()
        far = 0 if kind < 0.45 else ALL_PLACES - PLACES if kind < 0.9 else dice.randint(1, 100)
        naming, saying, astray = losses(net, batch, far)
        loss = 0.35 * naming + 0.65 * saying + plan.guidance_at(heard) * astray
        net.zero_grad(set_to_none=True)
        loss.backward()
        if torch.isfinite(torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)):
            for optimizer in optimizers:
                optimizer.step()
        heard += len(batch.features)
        sums += [float(naming.detach()), float(saying.detach()), float(astray.detach())]
        count += 1
        if count == 100:
            pace = (heard - told) / (time.time() - told_at)
            told_of = dict(zip(("sounds", "tokens", "astray"), (sums / count).tolist(), strict=True))
            report(
                Progress(heard, plan.utterances, len(source.heap.made), plan.rate_at(heard), pace, told_of)
            )
            sums, count, told, told_at = np.zeros(3), 0, heard, time.time()
        if time.time() > keep_at:
            keep(state, _content(net, optimizers, size, heard))
            keep_at = time.time() + KEEP_EVERY_S
    keep(state, _content(net, optimizers, size, heard))
    return net


def taken_up(net: Net, optimizers: list[torch.optim.Optimizer], path: Path) -> int:
    """Go on from what was kept; how many utterances had been heard."""
    kept = torch.load(path, map_location="cpu", weights_only=True)
    net.load_state_dict(kept["net"])
    for optimizer, content in zip(optimizers, kept["optimizers"], strict=True):
        optimizer.load_state_dict(content)
    return kept["heard"]


def _content(net: Net, optimizers: list[torch.optim.Optimizer], size: Size, heard: int) -> dict[str, Any]:
    states = [optimizer.state_dict() for optimizer in optimizers]
    return {"net": net.state_dict(), "optimizers": states, "size": asdict(size), "heard": heard}
