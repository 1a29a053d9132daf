# The image of a small server (docs/server.md): the package is made, then it alone goes into a slim image.
FROM node:24-bookworm-slim AS package
WORKDIR /source
COPY . .
RUN npm ci && npm pack --pack-destination /

FROM node:24-bookworm-slim
COPY --from=package /hongtou-*.tgz /hongtou.tgz
RUN npm install --global --offline --no-audit --no-fund /hongtou.tgz && rm -r /hongtou.tgz /root/.npm && install -d -m 700 -o 10001 -g 10001 /data
USER 10001:10001
# Commands look for ./data and ./hongtou.config.json: the volume, and what compose.yaml puts beside it.
WORKDIR /
VOLUME /data
# Threads share two arenas of memory.
ENV NODE_COMPILE_CACHE=/data/cache/node MALLOC_ARENA_MAX=2
EXPOSE 4180
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:4180/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["hongtou"]
CMD ["start", "--listen", "0.0.0.0:4180"]
