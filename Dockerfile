# Sitrep in a container. Only /data is written, so the root may be read-only: see compose.yaml and docs/operating.md.
FROM node:26-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional packages are nothing but Node itself, which is here already.
RUN npm ci --omit=dev --omit=optional

FROM node:26-slim
WORKDIR /app
# What is compiled is not kept: nothing is written beside the program.
ENV NODE_ENV=production \
    NODE_DISABLE_COMPILE_CACHE=1 \
    DATABASE_URL=file:/data/sitrep.db \
    HTTP_HOST=0.0.0.0 \
    HTTP_PORT=8080
RUN mkdir /data && chown node:node /data && chmod 700 /data
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE NOTICE ./
COPY src ./src
COPY commands ./commands
COPY briefings ./briefings
USER node
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/start.js", "main.ts"]
