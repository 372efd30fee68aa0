"""The steps of a schema in the ledger of sqlite-utils, which is loaded only to take one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite_utils

    from isodiary.storage.database import Database

    Take = Callable[[sqlite_utils.Database], None]


LEDGER = ("migration_set", "name", "applied_at")
"""The columns of the ledger that we rely on."""


class Step(NamedTuple):
    """One change of the schema: its name in the ledger, and the function that makes it."""

    name: str
    take: Take


class SchemaSteps:
    """A set of steps as `sqlite_utils.Migrations` is one, for those who only look.

    Use as a decorator of each step, in their order.

    Attributes:
        name: Under which the ledger keeps the set.
    """

    migrations_table = "_sqlite_migrations"

    def __init__(self, name: str) -> None:
        self.name = name
        self._migrations: list[Step] = []

    def __call__(self) -> Callable[[Take], Take]:
        """Return the decorator that adds a step, named as its function."""

        def add(take: Take) -> Take:
            self._migrations.append(Step(take.__name__, take))
            return take

        return add

    def known(self) -> frozenset[str]:
        """Return the names of all steps."""
        return frozenset(step.name for step in self._migrations)

    def pending(self, db: Database) -> list[Step]:
        """Return the steps that a file has not been through."""
        applied = self.applied(db)
        return [step for step in self._migrations if step.name not in applied]

    def applied(self, db: Database) -> frozenset[str]:
        """Return the names of the steps that a file has been through, those of others as well.

        Raises:
            KeyError: The ledger has no columns of these names.
        """
        if self.migrations_table not in db.table_names():
            return frozenset()
        rows = db.execute(f"select * from {self.migrations_table}")
        # found by name, as a damaged ledger has others, or the same in another case
        places = {column: place for place, (column, *_) in enumerate(rows.description)}
        of_set, name, _ = (places[column] for column in LEDGER)
        return frozenset(row[name] for row in rows if row[of_set] == self.name)

    def apply(self, db: Database) -> None:
        """Take the pending steps, each inside the open transaction."""
        import sqlite_utils

        migrations = sqlite_utils.Migrations(self.name)
        for step in self._migrations:
            migrations(name=step.name)(step.take)
        migrations.apply(sqlite_utils.Database(db.conn, strict=True, execute_plugins=False))
