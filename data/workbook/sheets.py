"""Say which sheets a workbook has, of which class each holds the things, and how their identifiers begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rdflib import RDF, SH, SKOS, URIRef

from data.text import fold
from data.workbook.fields import Field, Kind, family, fields
from ontology import MLG, files

IDENTIFIER = "Identifiant"
PLACE = "Où c'est écrit"
LISTS, TRACE = "_listes", "_maillage"
"""The hidden sheets: what the drop-down lists offer, and what the workbook showed when it was made."""
MARK = "classeur Maillage"

_SHEETS = (
    (MLG.ContratDeVille, "Contrat", ""),
    (MLG.Action, "Actions", "action"),
    (MLG.Participation, "Participations", "participation"),
    (MLG.EngagementFinancier, "Financements", "financement"),
    (MLG.ElementStrategique, "Cadre", "element"),
    (MLG.Acteur, "Acteurs", "acteur"),
    (MLG.ActeurNonNomme, "Acteurs non nommés", "non-nomme"),
    (MLG.Instance, "Instances", "instance"),
    (MLG.Dispositif, "Dispositifs", "dispositif"),
    (MLG.RelaisDeMesure, "Relais de mesures", "relais"),
    (MLG.Frein, "Freins", "frein"),
    (MLG.CibleChiffree, "Cibles chiffrées", "cible"),
    (MLG.Periode, "Périodes", "periode"),
    (MLG.PublicCible, "Publics", "public"),
    (MLG.QuartierPrioritaire, "Quartiers", "quartier"),
)
WITHOUT_SHEET = frozenset({MLG.MesureNationale, MLG.Document, MLG.Passage, MLG.Decision, MLG.Proposition})
"""The measures are the same for all; where facts come from, and what is guessed, is not edited in a workbook."""

_LABEL_ROLE = URIRef("http://datashapes.org/dash#LabelRole")
_ROLE = URIRef("http://datashapes.org/dash#propertyRole")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, the class of its things, the segment that begins their identifiers."""

    title: str
    root: URIRef
    segment: str

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns that people may fill."""
        return fields(self.root)

    @property
    def classes(self) -> tuple[URIRef, ...]:
        """The class of its things, and those below it."""
        return family(self.root)

    @property
    def naming(self) -> tuple[Field, ...]:
        """The fields that name a thing: its label, or else those that it cannot do without."""
        label = _label_path(self.root)
        named = tuple(field for field in self.fields if field.path == label)
        return named or tuple(field for field in self.fields if field.required)

    def called(self, parts: Iterable[str]) -> str:
        """Return what a thing is called from the words of its naming fields."""
        chosen = any(field.kind is Kind.CHOICE for field in self.naming)
        return (" – " if chosen else " ").join(parts)

    @property
    def definition(self) -> str:
        """What the things of the sheet are."""
        definitions = files.ontology_graph().objects(self.root, SKOS.definition)
        return next(str(text) for text in definitions if getattr(text, "language", None) == "fr")


@cache
def sheets() -> tuple[Sheet, ...]:
    """Return the sheets, in their order."""
    return tuple(Sheet(title, root, segment) for root, title, segment in _SHEETS)


def sheet_called(title: str) -> Sheet | None:
    """Return the sheet that has a title, to the case and the accents."""
    return next((sheet for sheet in sheets() if fold(sheet.title) == fold(title)), None)


def sheets_of(field: Field) -> tuple[Sheet, ...]:
    """Return the sheets whose things a field may point to."""
    return tuple(sheet for sheet in sheets() if field.classes.intersection(sheet.classes))


@cache
def _label_path(root: URIRef) -> URIRef | None:
    shapes = files.shapes_graph()
    node = shapes.value(None, SH.targetClass, root)
    for shape in shapes.objects(node, SH.property):
        path = shapes.value(shape, SH.path)
        if (shape, _ROLE, _LABEL_ROLE) in shapes and isinstance(path, URIRef):
            return path
    return None


def classes_with_a_shape() -> frozenset[URIRef]:
    """Return the classes of ours that have a shape."""
    shapes = files.shapes_graph()
    found = (shapes.value(node, SH.targetClass) for node in shapes.subjects(RDF.type, SH.NodeShape))
    return frozenset(kind for kind in found if isinstance(kind, URIRef) and kind.startswith(str(MLG)))
