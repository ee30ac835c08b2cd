"""Lanes: one thread for life, steps that are waited for, and callers that change their mind."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import anyio
import pytest

from voice_assistant.lanes import Done, Lane, stepping


@contextmanager
def lane() -> Iterator[Lane]:
    opened = Lane("test")
    try:
        yield opened
    finally:
        opened.close()


def ignore(seconds: float) -> None:
    pass


async def until(begun: threading.Event) -> None:
    while not begun.is_set():  # noqa: ASYNC110  it is set by another thread
        await anyio.sleep(0.001)


def test_all_steps_run_in_one_thread_and_not_in_ours() -> None:
    async def run() -> set[int]:
        with lane() as here:
            return {(await here.call(threading.get_ident))[0] for _ in range(20)}

    threads = anyio.run(run)
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_two_lanes_work_at_the_same_time() -> None:
    both = threading.Barrier(2)

    async def run() -> None:
        with lane() as one, lane() as other:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(one.call, both.wait, 5)
                tasks.start_soon(other.call, both.wait, 5)

    anyio.run(run)


def test_callers_of_one_lane_take_turns() -> None:
    inside: list[int] = []

    def work() -> int:
        inside.append(1)
        time.sleep(0.002)
        together = len(inside)
        inside.pop()
        return together

    async def run() -> list[int]:
        found: list[int] = []

        async def caller(here: Lane) -> None:
            found.append((await here.call(work))[0])

        with lane() as here:
            async with anyio.create_task_group() as tasks:
                for _ in range(5):
                    tasks.start_soon(caller, here)
                while here.busy < 5:
                    await anyio.lowlevel.checkpoint()
            assert (here.busy, here.steps) == (0, 5)
        return found

    assert anyio.run(run) == [1] * 5


def test_a_call_gives_its_result_and_its_seconds() -> None:
    async def run() -> tuple[int, float]:
        with lane() as here:
            return await here.call(lambda a, b: time.sleep(0.02) or a + b, 1, 2)

    result, seconds = anyio.run(run)
    assert result == 3
    assert 0.02 <= seconds < 1


def test_an_exception_comes_through_and_the_lane_works_on() -> None:
    async def run() -> int:
        with lane() as here:
            with pytest.raises(ZeroDivisionError):
                await here.call(lambda: 1 // 0)
            assert here.busy == 0
            return (await here.call(lambda: 7))[0]

    assert anyio.run(run) == 7


# ---------------------------------------------------------------- cancelled callers


def test_a_cancelled_caller_waits_for_the_step_and_tells_it() -> None:
    begun, told = threading.Event(), threading.Event()
    ended: list[bool] = []

    def step() -> None:
        begun.set()
        ended.append(told.wait(5))

    async def run() -> None:
        with lane() as here:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(lambda: here.call(step, leave=told.set))
                await until(begun)
                tasks.cancel_scope.cancel()
            assert ended == [True], "the step was told, and had ended before its caller went on"
            assert here.busy == 0

    anyio.run(run)


def test_a_step_that_has_not_begun_never_does() -> None:
    release, began = threading.Event(), []

    async def run() -> None:
        with lane() as here:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(here.call, release.wait, 5)
                await anyio.sleep(0.01)
                with anyio.move_on_after(0.01) as scope:
                    await here.call(began.append, 1)
                assert scope.cancelled_caught, "it need not wait for somebody else's step"
                release.set()
            await here.call(lambda: None)

    anyio.run(run)
    assert began == []


def test_a_cancelled_caller_begins_nothing_new() -> None:
    begun: list[int] = []

    async def run() -> None:
        with lane() as here, anyio.CancelScope() as scope:
            scope.cancel()
            for number in range(10):
                await here.call(begun.append, number)

    anyio.run(run)
    assert begun == []


def test_short_steps_without_a_pause_can_be_cancelled_between_them() -> None:
    async def run() -> int:
        steps = 0
        with lane() as here, anyio.move_on_after(0.05):
            for _ in range(100_000):
                await here.call(lambda: None)
                steps += 1
        return steps

    assert anyio.run(run) < 20_000


def test_a_failure_of_a_step_that_was_waited_for_is_not_lost() -> None:
    begun = threading.Event()

    def step() -> None:
        begun.set()
        time.sleep(0.02)
        raise ZeroDivisionError

    async def run() -> None:
        with lane() as here:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(here.call, step)
                await until(begun)
                tasks.cancel_scope.cancel()

    with pytest.raises(ExceptionGroup) as caught:
        anyio.run(run)
    assert caught.group_contains(ZeroDivisionError)


def test_closing_does_not_wait_and_ends_the_thread() -> None:
    begun, release = threading.Event(), threading.Event()

    def step() -> None:
        begun.set()
        release.wait(5)

    async def run() -> threading.Thread:
        with lane() as here:
            thread, _ = await here.call(threading.current_thread)
            here._thread.submit(step)
            await until(begun)
        return thread

    thread = anyio.run(run)
    assert thread.is_alive()
    release.set()
    thread.join(5)
    assert not thread.is_alive()


# ---------------------------------------------------------------- generators


class Work:
    """A generator that answers what it is sent, and knows how it ended and where."""

    def __init__(self, items: int) -> None:
        self.items = items
        self.sent: list[object] = []
        self.threads: set[int] = set()
        self.closed = False

    def generator(self) -> Generator[int, object, str]:
        try:
            for item in range(self.items):
                self.threads.add(threading.get_ident())
                self.sent.append((yield item))
            return "the value of StopIteration"
        finally:
            self.threads.add(threading.get_ident())
            self.closed = True


def test_a_generator_is_stepped_to_its_end() -> None:
    work, spent, made = Work(3), [], []

    async def run() -> None:
        with lane() as here:
            async with stepping(here, work.generator(), spent.append) as steps:
                answer: object = None
                while (item := await steps.send(answer)) is not Done:
                    made.append(item)
                    answer = item * 10
                assert await steps.send() is Done

    anyio.run(run)
    assert made == [0, 1, 2]
    assert work.sent == [0, 10, 20]
    assert len(spent) == 5
    assert all(seconds >= 0 for seconds in spent)
    assert len(work.threads) == 1


def test_a_generator_may_yield_none() -> None:
    async def run() -> list[object]:
        with lane() as here:
            async with stepping(here, iter_of(None, 1, None), ignore) as steps:
                return [await steps.send() for _ in range(4)]

    assert anyio.run(run) == [None, 1, None, Done]


def iter_of(*items: object) -> Generator[object]:
    yield from items


@pytest.mark.parametrize("taken", [0, 1])
def test_a_generator_is_closed_in_its_lane_when_it_is_left_early(taken: int) -> None:
    work = Work(3)

    async def run() -> None:
        with lane() as here:
            async with stepping(here, work.generator(), ignore) as steps:
                for _ in range(taken):
                    await steps.send()

    anyio.run(run)
    assert work.closed is (taken > 0), "one that never began has nothing to tidy up"
    assert threading.get_ident() not in work.threads


def test_a_generator_is_closed_after_the_step_that_was_cancelled() -> None:
    begun = threading.Event()
    order: list[str] = []

    def slow() -> Generator[None]:
        try:
            begun.set()
            time.sleep(0.03)
            order.append("step")
            yield
            order.append("one too many")
        finally:
            order.append("closed")

    async def take(here: Lane) -> None:
        async with stepping(here, slow(), ignore) as steps:
            while await steps.send() is not Done:
                pass

    async def run() -> None:
        with lane() as here:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(take, here)
                await until(begun)
                tasks.cancel_scope.cancel()
            assert here.busy == 0

    anyio.run(run)
    assert order == ["step", "closed"]


def test_an_error_of_a_generator_comes_through_and_nothing_is_left_open() -> None:
    def broken() -> Generator[int]:
        yield 1
        raise ZeroDivisionError

    async def run() -> None:
        with lane() as here:
            async with stepping(here, broken(), ignore) as steps:
                await steps.send()
                await steps.send()

    with pytest.raises(ZeroDivisionError):
        anyio.run(run)
