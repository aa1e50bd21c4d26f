// Two operators that hold a task each as DAP-09 has it: they serve a key, write uploads down, open them with their own
// key, and verify them together. Made of what `@divviup/dap` depends on; Janus is not run. Not here: the tests.
import { AeadId, CipherSuite, KdfId, KemId } from 'hpke-js';
import { Prio3SumVec } from '@divviup/prio3';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const LEADER = 2;
const HELPER = 3;
const SUITE = new CipherSuite({ kem: KemId.DhkemX25519HkdfSha256, kdf: KdfId.HkdfSha256, aead: AeadId.Aes128Gcm });

/** One operator. `answer`: what it says to an upload, 201 unless a test wants otherwise. */
export async function operator(role) {
  const keys = await SUITE.kem.generateKeyPair();
  const open = Buffer.from(await SUITE.kem.serializePublicKey(keys.publicKey));
  const one = Buffer.concat([Buffer.from([7, 0, 0x20, 0, 1, 0, 1, 0, open.length]), open]);
  const self = { role, keys, heard: [], answer: [201, {}, ''], uploads: () => self.heard.filter(({ method }) => method === 'PUT'), keysAsked: () => self.heard.filter(({ method, url }) => method === 'GET' && url.startsWith('/dap/hpke_config?')) };
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (bytes) => chunks.push(bytes));
    request.on('end', () => {
      const { method, url, headers } = request;
      const cross = { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'PUT', 'access-control-allow-headers': 'content-type' };
      if (method === 'OPTIONS') return response.writeHead(204, cross).end();
      self.heard.push({ method, url, headers, body: Buffer.concat(chunks) });
      if (method === 'GET') return response.writeHead(200, { ...cross, 'content-type': 'application/dap-hpke-config-list' }).end(Buffer.concat([Buffer.from([0, one.length]), one]));
      const [status, more, body] = self.answer;
      response.writeHead(status, { ...cross, ...more }).end(body);
    });
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return Object.assign(self, { address: `http://127.0.0.1:${server.address().port}/dap/`, close: () => (server.closeAllConnections(), server.close()) });
}

export const two = async () => ({ leader: await operator(LEADER), helper: await operator(HELPER) });

/** A report of DAP-09, field by field; nothing may be left over. */
export function decode(body) {
  let at = 0;
  const take = (bytes) => {
    assert.ok(at + bytes <= body.length, 'it ends too early');
    return body.subarray(at, (at += bytes));
  };
  const opaque = (bytes) => take(take(bytes).readUIntBE(0, bytes));
  const sealed = () => ({ key: take(1)[0], enc: opaque(2), payload: opaque(4) });
  const metadata = take(24);
  const report = { metadata, nonce: metadata.subarray(0, 16), time: Number(metadata.readBigUInt64BE(16)), publicShare: opaque(4), leader: sealed(), helper: sealed() };
  assert.equal(at, body.length, 'nothing is left over');
  return report;
}

/** What one operator reads in a report with its own key: its input share. */
export async function unseal({ keys, role }, task, report) {
  const { enc, payload, key } = role === LEADER ? report.leader : report.helper;
  assert.equal(key, 7);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(report.publicShare.length);
  const aad = Buffer.concat([Buffer.from(task, 'base64url'), report.metadata, length, report.publicShare]);
  const info = Buffer.concat([Buffer.from('dap-09 input share'), Buffer.from([1, role])]);
  const text = Buffer.from(await SUITE.open({ recipientKey: keys.privateKey, enc, info }, payload, aad));
  assert.deepEqual([text.readUInt16BE(0), text.readUInt32BE(2)], [0, text.length - 6], 'no extensions, then the share');
  return text.subarray(6);
}

/** The shares of both, as numbers of the field; and what they add up to when both verify them together. */
export async function add(cells, chunkLength, report, ofLeader, ofHelper) {
  const vdaf = new Prio3SumVec({ shares: 2, bits: 1, length: cells, chunkLength });
  const { field, flp } = vdaf;
  const size = field.encodedSize;
  assert.equal(ofLeader.length, (flp.measurementLen + flp.proofLen) * size + 16);
  assert.equal(ofHelper.length, 48);
  const proofEnd = (flp.measurementLen + flp.proofLen) * size;
  const leader = {
    measurementShare: field.decode(ofLeader.subarray(0, flp.measurementLen * size)), proofsShare: field.decode(ofLeader.subarray(flp.measurementLen * size, proofEnd)), blind: ofLeader.subarray(proofEnd),
  };
  const helper = {
    measurementShare: await vdaf.pseudorandom(flp.measurementLen, 1, ofHelper.subarray(0, 16), Buffer.of(1)),
    proofsShare: await vdaf.pseudorandom(flp.proofLen, 2, ofHelper.subarray(16, 32), Buffer.of(1, 1)), blind: ofHelper.subarray(32),
  };
  const verifyKey = randomBytes(vdaf.verifyKeySize);
  const prepared = [];
  for (const [id, share] of [leader, helper].entries()) {
    const jointRandParts = [report.publicShare.subarray(0, 16), report.publicShare.subarray(16)];
    prepared.push(await vdaf.prepareInit(verifyKey, id, null, report.nonce, { jointRandParts }, share));
  }
  const message = await vdaf.unshardPreparationShares(null, prepared.map(({ preparationShare }) => preparationShare));
  const sums = prepared.map(({ preparationState }) => vdaf.aggregate(null, [vdaf.prepareNext(preparationState, message).outputShare]));
  return { leader: leader.measurementShare, helper: helper.measurementShare, modulus: field.modulus, sum: vdaf.unshard(null, sums, 1) };
}
