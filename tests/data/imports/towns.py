"""A contract of an invented town, as somebody hands it in: a few lines, of which one says nothing to the reader."""

NAME = "valmouron-contrat-2024-2030.md"
DOCUMENT = """# **Contrat de ville de Valmouron**

## Engagements Quartiers 2030

2024-2030

## I. Les quartiers prioritaires

Quartier	Code	Habitants
Les Tilleuls	QN08299M	1 210

## II. Enjeux locaux

### Enjeu 1 : Se soigner près de chez soi

### Constats

Un médecin sur deux part avant 2028.

**Objectif stratégique 1.1 : Installer des soignants**

- Ouvrir un centre de santé

## III. Programme d'actions

### Enjeu : Se soigner près de chez soi

Action	Objectif stratégique	Pilote	Partenaires	Financeurs	Calendrier
Bus de la santé	1.1	CCAS	CAF, Les Voisins du Pont	Etat	2025
Jardin des soignants	1.1	Commune	CAF	À définir	2026

## Glossaire

CCAS :	Centre communal d'action sociale

Une note qui s'est glissée là

## IV. Signataires

Fait à Valmouron, le

- La ville de Valmouron, la Maire,

- L'Etat, le Préfet,
"""

CONTRADICTED = DOCUMENT.replace("Objectif stratégique 1.1 :", "Objectif stratégique 3.1 :")
"""The same with a mistake that the rules refuse: the code of an objective contradicts that of its enjeu."""
NEXT = DOCUMENT.replace("Etat\t2025", "Etat\t2027")
"""The same a year later: one deadline is another."""
UNNAMED = (
    DOCUMENT.replace("Contrat de ville de Valmouron", "Contrat de ville")
    .replace("de Valmouron", "")
    .replace("à Valmouron", "ici")
)
"""The same without the name of the town."""
