"""Rounds come again, survive a look that fails, and end when they are told to."""

import asyncio

from api.rounds import Rounds


class Looks:
    """Counts, and fails as often as it is told to."""

    def __init__(self, failures: int = 0) -> None:
        self.taken = 0
        self.failures = failures

    async def take(self) -> None:
        self.taken += 1
        if self.taken <= self.failures:
            raise OSError("the disk is away")

    async def until(self, number: int) -> None:
        async with asyncio.timeout(20):
            while self.taken < number:
                await asyncio.sleep(0.001)


def test_a_look_is_taken_again_and_again() -> None:
    async def story() -> None:
        looks = Looks()
        rounds = Rounds(looks.take, 0.001, "not_looked")
        rounds.start()
        await looks.until(3)
        await rounds.stop()

    asyncio.run(story())


def test_a_look_that_fails_is_not_the_last() -> None:
    async def story() -> None:
        looks = Looks(failures=2)
        rounds = Rounds(looks.take, 0.001, "not_looked")
        rounds.start()
        await looks.until(3)
        await rounds.stop()

    asyncio.run(story())


def test_waking_brings_the_next_look_at_once() -> None:
    async def story() -> None:
        looks = Looks()
        rounds = Rounds(looks.take, 3600, "not_looked")
        rounds.start()
        await looks.until(1)
        rounds.wake()
        await looks.until(2)
        await rounds.stop()

    asyncio.run(story())


def test_rounds_end_also_when_they_are_woken_and_stopped_in_one_breath() -> None:
    async def story() -> None:
        looks = Looks()
        rounds = Rounds(looks.take, 3600, "not_looked")
        rounds.start()
        await looks.until(1)
        await asyncio.sleep(0)
        rounds.wake()
        await asyncio.wait_for(asyncio.create_task(rounds.stop()), 5)

    asyncio.run(story())


def test_rounds_that_never_began_can_be_stopped() -> None:
    asyncio.run(Rounds(Looks().take, 1, "not_looked").stop())
