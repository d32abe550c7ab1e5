import {
  deleteOrganisationPicture,
  deleteUserPicture,
  findLook,
  openPicture,
  putOrganisationPicture,
  putUserPicture,
  setLogo,
} from "@/db/queries/pictures";
import { findAvatar } from "@/db/queries/profiles";
import { render } from "@/lib/avatars/render";
import { onePicture, organisationAvatarInput, ownAvatarInput } from "@/lib/avatars/schema";
import { AppError } from "@/lib/errors";
import { accountCommand, organisationCommand } from "@/lib/kernel/kinds";
import { publicQuery } from "@/lib/kernel/public_kinds";
import { inOrganisation, nothing } from "@/lib/organisations/schema";

/** An avatar by its file name. The name is known only to those who were shown it, so no sign-in is needed. */
export const readPicture = publicQuery("picture.read", {
  input: onePicture,
  async run({ trx }, { name, size }) {
    const bytes = await openPicture(trx, name, size);
    if (!bytes) throw new AppError("unknown");
    return { bytes };
  },
});

/** Enough for an hour of trying out avatars. */
const limits = [{ points: 60, seconds: 3600, by: "actor" }] as const;

/** Sets the organisation's avatar, replacing the previous one. */
export const setOrganisationAvatar = organisationCommand("organisation.setAvatar", {
  did: "changed the avatar of",
  event: "organisation.changed",
  input: organisationAvatarInput,
  token: "organisation",
  permission: "organisation.update",
  limits,
  // No file is opened before the permission is checked.
  check: async () => null,
  prepare: ({ file }) => render(file),
  async run({ trx, organisation, prepared: picture, audit }) {
    const { avatar } = await findLook(trx, organisation.id);
    await setLogo(trx, organisation.id, { logo: null });
    if (avatar === picture.name) audit(null);
    else {
      await putOrganisationPicture(trx, organisation.id, picture);
      audit({ target: { id: organisation.id, name: organisation.name }, after: { picture: picture.name } });
    }
    return { avatar: picture.name };
  },
});

/** Removes the organisation’s avatar; its shield shows again. */
export const removeOrganisationAvatar = organisationCommand("organisation.removeAvatar", {
  did: "removed the avatar of",
  event: "organisation.changed",
  input: inOrganisation,
  token: "organisation",
  permission: "organisation.update",
  async run({ trx, organisation, audit }) {
    const { avatar, logo } = await findLook(trx, organisation.id);
    await deleteOrganisationPicture(trx, organisation.id);
    await setLogo(trx, organisation.id, { logo: null });
    audit(avatar || logo ? { target: { id: organisation.id, name: organisation.name } } : null);
    return { avatar: null };
  },
});

/** Sets the user's own avatar, replacing the previous one. */
export const setOwnAvatar = accountCommand("account.setAvatar", {
  did: "changed the avatar of",
  event: null,
  input: ownAvatarInput,
  token: "account",
  lock: "owner",
  limits,
  prepare: ({ file }) => render(file),
  async run({ trx, actor, prepared: picture, audit }) {
    if ((await findAvatar(trx, actor.userId)) === picture.name) audit(null);
    else {
      await putUserPicture(trx, actor.userId, picture);
      audit({ target: { id: actor.userId, name: actor.email }, after: { picture: picture.name } });
    }
    return { avatar: picture.name };
  },
});

/** Removes the user's own avatar; the initials show again. */
export const removeOwnAvatar = accountCommand("account.removeAvatar", {
  did: "removed the avatar of",
  event: null,
  input: nothing,
  token: "account",
  lock: "owner",
  async run({ trx, actor, audit }) {
    const avatar = await findAvatar(trx, actor.userId);
    await deleteUserPicture(trx, actor.userId);
    audit(avatar ? { target: { id: actor.userId, name: actor.email } } : null);
    return { avatar: null };
  },
});
