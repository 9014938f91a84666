// GrowthBook behind node:http: node growthbook.mjs PORT RULES; every slot is a feature.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { GrowthBook } from "@growthbook/growthbook";

const [port, rules] = process.argv.slice(2);
const features = JSON.parse(readFileSync(rules, "utf8"));

createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const { slots, signals } = JSON.parse(Buffer.concat(parts).toString());
    const session = new GrowthBook({ features, attributes: signals ?? {} });
    const decisions = {};
    for (const slot of slots) {
      decisions[slot] = { content: { t: session.getFeatureValue(slot, "-") } };
    }
    session.destroy();
    const body = JSON.stringify({ decisions });
    response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
    response.end(body);
  });
}).listen(Number(port), "127.0.0.1");
