"""Under which licences the data and the program are given (the texts are in `LICENSES/`)."""

from typing import Final

NAME: Final = "Licence Ouverte 2.0"
ADDRESS: Final = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
SPDX: Final = "https://spdx.org/licenses/etalab-2.0"
TOLD: Final = f"{NAME} ({ADDRESS})"
CODE: Final = "EUPL-1.2"
CODE_ADDRESS: Final = "https://eupl.eu/1.2/fr/"
