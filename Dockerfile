# Kahvibotti as an image: `docker build -t kahvibotti .`
#
# The tag names the release of Python and of Debian; builds of one day differ from those of another by mended packages.
# For the same bytes each time name the digest too, as in python:3.13-slim-bookworm@sha256:…, and renew it by hand.

# What needs pip is made here and left behind.
FROM python:3.13-slim-bookworm AS built
WORKDIR /app
COPY requirements.txt constraints.txt ./
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --only-binary=:all: -r requirements.txt \
    && /opt/venv/bin/pip uninstall --yes pip
COPY app.py LICENSE README.md ./
COPY bot ./bot
COPY dialogs ./dialogs
COPY storage ./storage
# Compiled now, since nothing can be written later; by content, since a copy may have another time.
RUN python -m compileall -q --invalidation-mode unchecked-hash app.py bot dialogs storage

FROM python:3.13-slim-bookworm
LABEL org.opencontainers.image.title="Kahvibotti" \
      org.opencontainers.image.description="A Teams bot for the staff of the public libraries of Savo" \
      org.opencontainers.image.licenses="EUPL-1.2"
# Debian keeps one version of each package in a release and only mends it, so a version here would break the build.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends libvoikko1 voikko-fi \
    && rm -rf /var/lib/apt/lists/*
COPY --from=built /opt/venv /opt/venv
COPY --from=built /app /app
# The only folder besides /tmp that is written to: the embedded database, its key, backups.
RUN install -d -o 10001 -g 10001 -m 0700 /data
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PYTHONUTF8=1 \
    HOME=/tmp \
    DATABASE_URL=sqlite:////data/kahvibotti.db \
    PORT=3978
# The system's dictionary is there, or there is no image.
RUN ["python", "-c", "import libvoikko; libvoikko.Voikko('fi')"]
WORKDIR /app
USER 10001:10001
VOLUME /data
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/health', timeout=4)"]
# In this form signals reach Python itself; the tables are brought to the newest form as it starts.
ENTRYPOINT ["python", "app.py"]
CMD ["serve"]
