// A hidden field that tells the browser's time zone. UTC tells nothing: browsers say so that hide where they are.

export function timeZone(field) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  field.value = /^(Etc\/)?(UTC|GMT)$/.test(zone) ? "" : zone;
}
