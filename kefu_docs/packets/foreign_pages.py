"""The pages of attachments copied into a packet, with their links, form fields and layers.

All pages of an attachment are copied at once, so that what leads from one to another does so in the
packet, too. pikepdf's `add_pages_from` copies them one by one: then links to pages that come later
lead nowhere (pikepdf 10.18), and it takes the square of their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

_BY_GROUP = (Name.Order, Name.RBGroups, Name.AS, Name.Locked)  # Table 101
_OF_A_FORM = frozenset({"/DA", "/DR", "/Q"})  # Table 218


class ForeignPages:
    """Copies the pages of foreign PDFs into `packet`, and then writes the form and layers."""

    def __init__(self, packet: Pdf) -> None:
        self._packet = packet
        self._forms: list[tuple[Object, list[Object]]] = []
        self._layers: list[Object] = []

    def copy(self, source: Pdf) -> list[Object]:
        """Copy all pages of a PDF, which `open_attachment` made ready and is used up by this.

        The pages have the packet's tree above them, and are not yet in it.
        """
        pages = [page.obj for page in source.pages]
        bundle: Object = Dictionary(Pages=Array(pages), Fields=Array(list(_fields(pages))))
        for key in (Name.AcroForm, Name.OCProperties):
            if isinstance(source.Root.get(key), Dictionary):
                bundle[key] = source.Root[key]
        if Name.AcroForm in bundle:
            bundle.AcroForm = Dictionary(
                {key: value for key, value in bundle.AcroForm.items() if key in _OF_A_FORM}
            )
        for page in pages:
            # qpdf copies a page that another object leads to as null, and knows a page by its
            # type; without it, pages are copied like everything else.
            for key in (Name.Type, Name.Parent):
                if key in page:
                    del page[key]
        copied = self._packet.copy_foreign(source.make_indirect(bundle))
        copies: list[Object] = list(copied.Pages)
        for copy in copies:
            copy.Type, copy.Parent = Name.Page, self._packet.Root.Pages
        if len(copied.Fields):
            self._forms.append((copied.get(Name.AcroForm, Dictionary()), list(copied.Fields)))
        if Name.OCProperties in copied:
            self._layers.append(copied.OCProperties)
        return copies

    def write(self) -> None:
        """Write what the packet says of all forms and layers; its pages are in the tree by now."""
        for form, fields in self._forms:
            self._add_fields(form, fields)
        if self._layers:
            self._packet.Root.OCProperties = self._packet.make_indirect(self._merged())

    def _add_fields(self, form: Object, fields: list[Object]) -> None:
        """Add an attachment's fields; qpdf renames those whose names another attachment has."""
        for field in fields:
            for key in (Name.DA, Name.Q):  # a form's own go for all fields without (Table 218)
                if key in form and key not in field:
                    field[key] = form[key]
        # The stubs of pikepdf 10.18 ask for helpers, its code for the fields themselves.
        self._packet.acroform.add_and_rename_fields(fields)  # type: ignore[arg-type]
        # Every value has its appearance, so these resources serve whoever types a new one: of two
        # fonts with one name, which are mostly the same Helvetica, the first will do.
        resources = _held(self._packet.Root.AcroForm, Name.DR, Dictionary())
        for category, listed in form.get(Name.DR, Dictionary()).items():
            if isinstance(listed, Dictionary):
                known = _held(resources, Name(category), Dictionary())
                for name, resource in listed.items():
                    _held(known, Name(name), resource)

    def _merged(self) -> Dictionary:
        """The layers of all attachments, each shown or hidden as it is in its own (8.11.4)."""
        groups, off = Array(), Array()
        config = Dictionary(Name=String("Layers"), BaseState=Name.ON)
        for properties in self._layers:
            own = [g for g in _listed(properties.get(Name.OCGs)) if isinstance(g, Dictionary)]
            groups.extend(own)
            default = properties.get(Name.D, Dictionary())
            off.extend(_hidden(own, default))
            for key in _BY_GROUP:
                listed = _listed(default.get(key))
                if listed:
                    _held(config, key, Array()).extend(listed)
        config.OFF = off
        return Dictionary(OCGs=groups, D=config)


def _fields(pages: Sequence[Object]) -> Iterator[Object]:
    """The topmost fields of all widgets on pages, each once.

    A widget that no field of the form leads to is drawn by readers like the others, and so becomes
    a field; fields without a widget hold what scripts reckon with, which are left out.
    """
    seen: set[tuple[int, int]] = set()
    for page in pages:
        for note in _listed(page.get(Name.Annots)):
            top = _topmost(note)
            if note.get(Name.Subtype) == Name.Widget and top.objgen not in seen:
                seen.add(top.objgen)
                yield top


def _topmost(field: Object) -> Object:
    """The field that all others above a widget stand below."""
    climbed: set[tuple[int, int]] = set()
    above = field.get(Name.Parent)
    while isinstance(above, Dictionary) and Name.Kids in above and above.objgen not in climbed:
        if above.get(Name.Type) in {Name.Page, Name.Pages}:  # which some programs write there
            break
        climbed.add(above.objgen)
        field, above = above, above.get(Name.Parent)
    return field


def _held(holder: Object, key: Name, default: Object) -> Object:
    """What a dictionary has under a key, put there first where it has nothing."""
    if key not in holder:
        holder[key] = default
    return holder[key]


def _listed(value: object) -> list[Object]:
    return list(value) if isinstance(value, Array) else []


def _hidden(groups: Sequence[Object], default: Object) -> Iterator[Object]:
    """The groups that a configuration hides at first (Table 101)."""
    on = {group.objgen for group in _listed(default.get(Name.ON)) if isinstance(group, Object)}
    off = {group.objgen for group in _listed(default.get(Name.OFF)) if isinstance(group, Object)}
    begins_hidden = default.get(Name.BaseState) == Name.OFF
    for group in groups:
        if group.objgen in off or (begins_hidden and group.objgen not in on):
            yield group
