// The evaluator of flagd behind node:http: node flagd.mjs PORT RULES; every slot is a flag.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { FlagdCore } from "@openfeature/flagd-core";

const [port, rules] = process.argv.slice(2);
const core = new FlagdCore();
core.setConfigurations(readFileSync(rules, "utf8"));

createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const { slots, signals } = JSON.parse(Buffer.concat(parts).toString());
    const decisions = {};
    for (const slot of slots) {
      decisions[slot] = { content: { t: core.resolveStringEvaluation(slot, "-", signals ?? {}, console).value } };
    }
    const body = JSON.stringify({ decisions });
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
    response.end(body);
  });
}).listen(Number(port), "127.0.0.1");
