"""Articles about diplomacy to a knowledge graph in which every fact leads to its sentences.

    import comity
    kg = comity.build("seeds/")                  # or comity.open("build/"), if it was built before
    kg.ask("who-met-whom", actor="Japan")        # kg.questions lists what can be asked by name
    kg.event("summit yoon seoul")                # one event, with what each article says of it
    kg.view()                                    # the page, in a notebook; .save("page.html") writes it

What stands in `__all__` is loaded when it is first used, so that importing comity costs nothing.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = [
    "BriefRecord",
    "ComityError",
    "EventRecord",
    "KnowledgeGraph",
    "Table",
    "View",
    "__version__",
    "build",
    "open",
]

if TYPE_CHECKING:
    from comity.api import (
        BriefRecord,
        ComityError,
        EventRecord,
        KnowledgeGraph,
        Table,
        View,
        build,
        open,
    )


def __getattr__(name: str) -> object:
    if name in __all__:
        from comity import api

        found: object = getattr(api, name)
        globals()[name] = found
        return found
    raise AttributeError(f"module 'comity' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
