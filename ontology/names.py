"""Name the terms of the ontology.

Written by `python -m ontology.generate` from `maillage.ttl`, which is the file to change.
"""

# ruff: noqa: N815 (the names are those of the terms)

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class MLG(DefinedNamespace):
    """The vocabulary of Maillage; a name that it does not have raises AttributeError."""

    _fail = True
    _NS = Namespace("https://w3id.org/maillage/ontology#")

    # classes
    Acteur: URIRef  # acteur – actor
    ActeurNonNomme: URIRef  # acteur non nommé – unnamed actor
    Action: URIRef  # action – action
    CibleChiffree: URIRef  # cible chiffrée – quantified target
    ContratDeVille: URIRef  # contrat de ville – city contract
    Decision: URIRef  # décision – decision
    Dispositif: URIRef  # dispositif – scheme
    Document: URIRef  # document – document
    ElementStrategique: URIRef  # élément du cadre stratégique – element of the strategic framework
    EngagementFinancier: URIRef  # engagement financier – funding commitment
    Frein: URIRef  # frein – obstacle
    Instance: URIRef  # instance – coordination body
    MesureNationale: URIRef  # mesure nationale – national measure
    Orientation: URIRef  # orientation stratégique – strategic orientation
    OrientationTransversale: URIRef  # orientation transversale – cross-cutting orientation
    Participation: URIRef  # participation – participation
    Passage: URIRef  # passage – passage
    Periode: URIRef  # période – period
    Pilier: URIRef  # pilier – pillar
    Priorite: URIRef  # priorité – priority
    Proposition: URIRef  # proposition – proposition
    PublicCible: URIRef  # public cible – target public
    QuartierPrioritaire: URIRef  # quartier prioritaire – priority quarter
    RelaisDeMesure: URIRef  # relais de mesure – relay of a measure
    Service: URIRef  # service – unit

    # properties
    accepte: URIRef  # acceptée – accepted
    acteur: URIRef  # acteur – actor
    acteursListeOuverte: URIRef  # liste d'acteurs ouverte – open list of actors
    action: URIRef  # action – action
    ancienNom: URIRef  # ancien nom – former name
    annee: URIRef  # année – year
    cadre: URIRef  # cadre stratégique – strategic framework
    cause: URIRef  # cause – cause
    cible: URIRef  # cible chiffrée – quantified target
    codeInfere: URIRef  # code déduit – inferred code
    codeQPV: URIRef  # code QPV – QPV code
    colonne: URIRef  # colonne – column
    concerne: URIRef  # concerne – concerns
    contient: URIRef  # contient – contains
    couvertureConnue: URIRef  # couverture connue – coverage known
    couvertureExaminee: URIRef  # couverture examinée – coverage gone through
    dans: URIRef  # dans – in
    debut: URIRef  # début – start
    decideLe: URIRef  # décidé le – decided on
    decidePar: URIRef  # décidé par – decided by
    developpement: URIRef  # développement du sigle – expansion of the acronym
    dispositif: URIRef  # dispositif – scheme
    document: URIRef  # document – document
    edtf: URIRef  # EDTF – EDTF
    element: URIRef  # élément – element
    empreinte: URIRef  # empreinte – digest
    endroit: URIRef  # endroit – place
    engagementDuProtocole: URIRef  # engagement du protocole – protocol commitment
    fermete: URIRef  # fermeté – firmness
    fin: URIRef  # fin – end
    finance: URIRef  # finance – funds
    financementADefinir: URIRef  # financement à définir – funding to be defined
    financeur: URIRef  # financeur – funder
    financeursListeOuverte: URIRef  # liste de financeurs ouverte – open list of funders
    foisParAn: URIRef  # fois par an – times a year
    fonction: URIRef  # fonction – function
    graphePropositions: URIRef  # graphe des propositions – graph of the propositions
    graphePublie: URIRef  # graphe publié – published graph
    groupeAlternative: URIRef  # groupe d'alternative – alternative group
    instance: URIRef  # instance – coordination body
    intitule: URIRef  # intitulé – heading
    ligneDebut: URIRef  # première ligne – first line
    ligneFin: URIRef  # dernière ligne – last line
    mesure: URIRef  # mesure – measure
    modifie: URIRef  # modifie – amends
    montant: URIRef  # montant – amount
    motif: URIRef  # motif – reason
    motsDeLaSource: URIRef  # mots de la source – words of the source
    natureCible: URIRef  # visée ou atteinte – aimed at or reached
    natureCredit: URIRef  # nature du crédit – kind of credit
    naturePeriode: URIRef  # nature de la période – kind of period
    niveau: URIRef  # niveau – level
    nomSignataire: URIRef  # nom du signataire – signatory's name
    numeroActe: URIRef  # numéro de l'acte – number of the act
    objectif: URIRef  # objectif – objective
    observeDans: URIRef  # observé dans – observed in
    pageDebut: URIRef  # première page – first page
    pageFin: URIRef  # dernière page – last page
    partieDuDocument: URIRef  # partie du document – part of the document
    periode: URIRef  # période – period
    precision: URIRef  # précision – detail
    public: URIRef  # public – public
    quantite: URIRef  # quantité – quantity
    quartier: URIRef  # quartier – quarter
    quartierDe: URIRef  # quartier de – quarter of
    rang: URIRef  # rang – rank
    relayeePar: URIRef  # relayée par – relayed by
    remarque: URIRef  # remarque – remark
    renvoi: URIRef  # renvoi – cross-reference
    repondA: URIRef  # répond à – answers
    role: URIRef  # rôle – role
    rubrique: URIRef  # rubrique de l'annuaire – directory heading
    score: URIRef  # score – score
    section: URIRef  # section – section
    sert: URIRef  # sert – serves
    serviceDe: URIRef  # service de – unit of
    sigle: URIRef  # sigle – acronym
    signalement: URIRef  # signalement de lecture – reading notice
    signeLe: URIRef  # signé le – signed on
    siren: URIRef  # SIREN – SIREN
    statut: URIRef  # statut – status
    statutRelais: URIRef  # statut du relais – status of the relay
    territoire: URIRef  # territoire – territory
    texte: URIRef  # texte de la cellule – text of the cell
    tronque: URIRef  # texte tronqué – truncated text
    typeActeur: URIRef  # type d'acteur – kind of actor
    unite: URIRef  # unité – unit
