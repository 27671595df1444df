"""Turns are bounded, in order, and refused when too many wait."""

import asyncio

import pytest
from starlette.exceptions import HTTPException

from api.turns import Turns


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_no_more_are_at_work_than_allowed_and_all_in_order(at_once: int) -> None:
    working, most, order = 0, 0, list[int]()

    async def search(turns: Turns, number: int) -> None:
        nonlocal working, most
        async with turns.turn():
            order.append(number)
            working += 1
            most = max(most, working)
            await asyncio.sleep(0.001)
            working -= 1

    async def everybody() -> None:
        turns = Turns(at_once)
        await asyncio.gather(*(search(turns, number) for number in range(20)))

    asyncio.run(everybody())
    assert most == at_once
    assert order == list(range(20))


def test_a_search_that_fails_gives_its_turn_back() -> None:
    async def fail_then_search() -> None:
        turns = Turns(1)
        with pytest.raises(RuntimeError):
            async with turns.turn():
                raise RuntimeError
        async with turns.turn():
            pass

    asyncio.run(asyncio.wait_for(fail_then_search(), 5))


def test_who_would_wait_too_long_is_told_when_to_come_back() -> None:
    async def overload() -> HTTPException:
        turns = Turns(1)
        waiting = [asyncio.create_task(_hold(turns)) for _ in range(1_000)]
        await asyncio.sleep(0)
        with pytest.raises(HTTPException) as refused:
            async with turns.turn():
                pass
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return refused.value

    async def _hold(turns: Turns) -> None:
        async with turns.turn():
            await asyncio.sleep(60)

    refused = asyncio.run(overload())
    assert refused.status_code == 503
    assert refused.headers is not None
    assert int(refused.headers["Retry-After"]) > 10
    assert "searches are waiting" in refused.detail
