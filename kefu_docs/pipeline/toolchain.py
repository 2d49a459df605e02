"""What documents are made with: the font set and LibreOffice, known by digest and version.

Only what a build needs to find that nothing changed is loaded here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from msgspec import Struct

from kefu_docs import __version__
from kefu_docs.convert.confinement import Confinement, find_confinement
from kefu_docs.convert.pool import Pool
from kefu_docs.convert.probe import find_office, office_version
from kefu_docs.convert.profile_slot import clear_free_slots
from kefu_docs.fonts import Coverage, FontSet, find_fonts, fontconfig_xml
from kefu_docs.pipeline.settings import Settings
from kefu_docs.store import Store, publish
from kefu_docs.store.machine_notes import MachineNotes


def fonts_of(settings: Settings, store: Store) -> FontSet:
    """The font set, the project's own fonts in front; what was read of them is in `store`, and
    beside it for new ones.

    Raises MissingToolError and UsageError as find_fonts does.
    """
    return find_fonts(settings.data.parent / "fonts", notes=MachineNotes(store))


def coverage_of(settings: Settings, store: Store) -> Coverage:
    """Which face of the font set draws what; raises as fonts_of does."""
    return Coverage(fonts_of(settings, store), MachineNotes(store))


class Toolchain(Struct, frozen=True):
    """The font set, versions and digests for keys, and what keeps LibreOffice apart."""

    fonts: FontSet
    versions: Mapping[str, str]
    confinement: Confinement

    @property
    def reported(self) -> dict[str, str]:
        """What the manifest says of the tools; how LibreOffice is confined goes into no key."""
        return {**self.versions, "confinement": self.confinement.name}

    @classmethod
    def found(cls, settings: Settings, store: Store) -> Self:
        """Look for them; raises MissingToolError where LibreOffice or a font is missing."""
        fonts = fonts_of(settings, store)
        office = find_office()
        notes = MachineNotes(store)
        version = notes.fact("office", office.stamp)
        if version is None:
            version = office_version(office)
            notes.keep("office", office.stamp, version)
        versions = {
            "kefu-docs": __version__,
            "fonts": fonts.digest,
            "office": f"{version} {office.engine(settings.engine)}",
        }
        return cls(fonts, versions, find_confinement(office, notes))

    def pool(self, settings: Settings) -> Pool:
        """LibreOffice's workers, which see no fonts but these."""
        state = settings.build / ".store" / "convert"
        configuration = state / "fonts.conf"
        clear_free_slots(state)
        publish(configuration, fontconfig_xml(self.fonts).encode())
        state = state.resolve()
        # What other machines made is likely to be all there is: then LibreOffice need not start.
        ahead = settings.shared is None and settings.join is None
        return Pool(
            settings.jobs,
            settings.engine,
            configuration.resolve(),
            state,
            self.confinement,
            ahead=ahead,
        )
