"""Moissac as it was before anybody decided which priorité its actions answer."""

import shutil
import sys
from pathlib import Path

from data.contracts import ContractFiles, bundled, turtle
from ontology import MLG


def undecided(folder: Path) -> ContractFiles:
    """Copy the contract into a folder of contracts, without the decisions about propositions."""
    files = ContractFiles(folder / "moissac")
    shutil.copytree(bundled() / "moissac", files.folder)
    curation = files.curation()
    for decision in set(curation.subjects(MLG.accepte)):
        for action in curation.objects(decision, MLG.action):
            for element in curation.objects(decision, MLG.element):
                curation.remove((action, MLG.repondA, element))
        curation.remove((decision, None, None))
        curation.remove((None, None, decision))
    (files.folder / "curation.ttl").write_bytes(turtle(curation))
    return files


if __name__ == "__main__":
    from data.propose.propose import propositions
    from data.publish import published

    for each in propositions(published(undecided(Path(sys.argv[1])))):
        sys.stdout.write(f"{each}\n")
