import { describe } from "vitest";
import { describeCommits } from "./conformance/commits.ts";
import { describeConcurrency } from "./conformance/concurrency.ts";
import { describeDocuments } from "./conformance/documents.ts";
import { describeExpiry } from "./conformance/expiry.ts";
import { describeModel } from "./conformance/model.ts";
import { describePaging } from "./conformance/paging.ts";
import { describeScans } from "./conformance/scans.ts";
import { describeSharedData } from "./conformance/shared-data.ts";
import { describeSizes } from "./conformance/sizes.ts";
import type { StoreUnderTest } from "./conformance/subject.ts";
import { describeTexts } from "./conformance/texts.ts";
import { describeVolume } from "./conformance/volume.ts";
import { describeWhole } from "./conformance/whole.ts";

/**
 * What every driver promises, as Vitest tests. A driver's own tests call this once for each way to open it.
 *
 * @param name of the driver, for the report
 */
export function describeStoreConformance(name: string, underTest: StoreUnderTest): void {
  describe(`${name} keeps the Store contract`, () => {
    describeCommits(underTest);
    describeScans(underTest);
    describeTexts(underTest);
    describePaging(underTest);
    describeExpiry(underTest);
    describeDocuments(underTest);
    describeSizes(underTest);
    describeVolume(underTest);
    describeConcurrency(underTest);
    describeSharedData(underTest);
    describeWhole(underTest);
    describeModel(underTest);
  });
}
