// Text as it is compared: marks and case aside, the Turkish dotless i as i.
export const plain = (text) => text.toLocaleLowerCase("tr").replaceAll("ı", "i").normalize("NFKD").replace(/\p{M}/gu, "");
