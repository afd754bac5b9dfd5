FROM python:3.12-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ENVIRONMENT=production \
    VAR_DIR=/srv/var \
    STATIC_ROOT=/srv/static

# Pango sets the Thai of the PDF.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --system --uid 10001 --home-dir /srv/var portal \
    && install -d -o portal -g portal /srv/var /srv/static

WORKDIR /srv/portal
COPY requirements/base.txt requirements/base.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/base.txt

COPY . .
USER portal
# The key of this one command protects nothing; the server's own comes from its environment.
RUN SECRET_KEY=only-for-collecting-static-files python manage.py collectstatic --no-input --verbosity 0

VOLUME /srv/var
EXPOSE 8000
# Asked under the portal's own name: any other host is refused.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "\
import os, urllib.request as u; \
u.urlopen(u.Request('http://127.0.0.1:8000/readyz', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0]}), timeout=4)"]

CMD ["gunicorn", "ita_portal.wsgi", "--bind", "0.0.0.0:8000", "--threads", "4", "--timeout", "120", "--access-logfile", "-"]
