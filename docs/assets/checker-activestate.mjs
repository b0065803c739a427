// ActiveState: how PyPI treats the tokens of its Platform. The counterpart of snippets/pypi/providers/activestate.py.

import { difference } from "./checker-alike.mjs";
import { TABLES } from "./checker-catalogue.mjs";
import { Refused, text } from "./checker-provider.mjs";
import { equal, str } from "./checker-python.mjs";

/** @import { Check, Claims, Provider, Publisher, Texts } from "./checker-provider.mjs" */

const TABLE = TABLES.activestate;
const [ORGANIZATION, PROJECT] = TABLE.fields;

/**
 * Organization, project and the actor's id, case included; the actor's name is ignored.
 * @param {Publisher[]} publishers
 * @param {Claims} claims
 */
function find(publishers, claims) {
  const row = publishers.find(
    (publisher) =>
      publisher.organization === claims.organization &&
      publisher.project === claims.project &&
      (!Object.hasOwn(publisher, "actor_id") || equal(publisher.actor_id, claims.actor_id)),
  );
  return row ? [row] : [];
}

/** @type {Check} The first four parts name the same organization and project. */
function checkSubject(row, claims) {
  const parts = text(claims, "sub").split(":");
  if (parts.length === 1 && !parts[0]) throw new Refused("missing-subject-claim");
  if (parts.length < 4) throw new Refused("subject-wrong-format");
  if (parts.slice(0, 4).join(":") !== `org:${row.organization}:project:${row.project}`) {
    throw new Refused("subject-invalid");
  }
}

/** @type {Check} Only tokens that were made for publishing. */
function checkBuilder(_, claims) {
  if (claims.builder !== "pypi-publisher") throw new Refused("check-failed-builder");
}

/**
 * Organization, project and actor, as the token has them.
 * @param {Texts} claims
 */
const publisherOf = ({ organization = null, project = null, actor = null, actor_id = null }) =>
  ({ organization, project, actor, actor_id });

/**
 * The subject names the organization and the project; the publishing step made the token.
 * @param {Texts} claims
 */
function restOfToken({ organization = null, project = null }) {
  return { sub: `org:${str(organization)}:project:${str(project)}`, builder: "pypi-publisher" };
}

/**
 * Organization, project and the actor: by id if the publisher's is known, otherwise by name.
 * @param {Publisher} publisher
 * @param {Texts} token
 */
function differences(publisher, token) {
  const found = [
    ...difference(ORGANIZATION, publisher.organization, token.organization),
    ...difference(PROJECT, publisher.project, token.project),
  ];
  const field = publisher.actor_id ? "actor_id" : "actor";
  const [expected, actor] = [publisher[field], token[field]];
  if (expected && actor !== null && expected !== actor) {
    found.push({ cause: "actor-mismatch", field, expected, found: actor, weight: 2 });
  }
  return found;
}

/** @type {Provider} */
export const ACTIVESTATE = {
  id: "activestate",
  table: TABLE,
  find,
  checks: [checkSubject, checkBuilder],
  publisherOf,
  restOfToken,
  differences,
};
