# The service alone: its production packages and its sources, which Node runs as they are.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY service/package.json service/
# Node runs no TypeScript below node_modules and needs no maps; the embedded database is refused in production.
RUN npm ci --omit=dev --workspace=service --ignore-scripts \
  && find node_modules -type f \( -name '*.ts' -o -name '*.cts' -o -name '*.mts' -o -name '*.map' -o -name '*.md' \) -delete \
  && find node_modules/@electric-sql/pglite/dist -type f \( -name '*.wasm' -o -name '*.data' -o -name '*.tar.gz' \) -delete

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080
WORKDIR /app
COPY --from=packages /app/node_modules node_modules/
COPY service/package.json service/
COPY service/src service/src/
USER node
EXPOSE 8080
# PORT is read in the container. A container with --worker serves no HTTP: switch the check off there.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "--heap-growing-percent=50", "service/src/main.ts"]
