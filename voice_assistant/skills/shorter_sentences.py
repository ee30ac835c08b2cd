"""Templates of what takes time off a timer: `timers` has the skill, `timer_sentences` all the others."""

from __future__ import annotations

_TAKE = (
    "[<may_do>] [please] "
    "(take|take off|take away|remove|subtract|deduct|cut|knock|knock off|shave|shave off) {less} "
    "(off|from|away from|off of|out of)"
)
_SHORTEN = "[<may_do>] [please] (shorten|reduce|decrease|cut|cut down|lower)"

SHORTEN = (
    f"{_TAKE} (it|[<the>] (<timer>|clock))",
    f"{_TAKE} {{name}} <timer>",
    f"{_SHORTEN} (it|[<the>] (<timer>|clock)) by {{less}}",
    f"{_SHORTEN} {{name}} <timer> by {{less}}",
    "(make|set|have) (it|<the> <timer>) {less} (shorter|less)",
    "(make|set|have) {name} <timer> {less} (shorter|less)",
)
"""Takes time off a timer."""
