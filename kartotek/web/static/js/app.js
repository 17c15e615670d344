// Everything a page runs: htmx, and our behaviours.
import htmx from "htmx.org";

import { behaviour, start } from "./attach.js";
import { combobox } from "./behaviours/combobox.js";
import { copy } from "./behaviours/copy.js";
import { dialog } from "./behaviours/dialog.js";
import { disclosure } from "./behaviours/disclosure.js";
import { dragCard } from "./behaviours/drag-card.js";
import { dropFiles } from "./behaviours/drop-files.js";
import { editInPlace } from "./behaviours/edit-in-place.js";
import { fitFrame } from "./behaviours/fit-frame.js";
import { keepPlace } from "./behaviours/keep-place.js";
import { keys } from "./behaviours/keys.js";
import { linkItem } from "./behaviours/link-item.js";
import { live } from "./behaviours/live.js";
import { menu } from "./behaviours/menu.js";
import { notices } from "./behaviours/notice.js";
import { optionRows } from "./behaviours/option-rows.js";
import { popover } from "./behaviours/popover.js";
import { selectRows } from "./behaviours/select-rows.js";
import { sortRows } from "./behaviours/sort-rows.js";
import { tabs } from "./behaviours/tabs.js";
import { theme } from "./behaviours/theme.js";
import { timeZone } from "./behaviours/time-zone.js";
import { toast } from "./behaviours/toast.js";

globalThis.htmx = htmx;

behaviour("combobox", combobox);
behaviour("copy", copy);
behaviour("dialog", dialog);
behaviour("disclosure", disclosure);
behaviour("drag-card", dragCard);
behaviour("drop-files", dropFiles);
behaviour("edit-in-place", editInPlace);
behaviour("fit-frame", fitFrame);
behaviour("keep-place", keepPlace);
behaviour("link-item", linkItem);
behaviour("menu", menu);
behaviour("option-rows", optionRows);
behaviour("popover", popover);
behaviour("select-rows", selectRows);
behaviour("sort-rows", sortRows);
behaviour("tabs", tabs);
behaviour("theme", theme);
behaviour("time-zone", timeZone);
behaviour("toast", toast);

// The script is deferred: the page is parsed when this runs.
start();
keys(document);
notices(document.body);
live(document.documentElement);
