import { type Collection, defineCollection } from "../../store/collection.ts";
import type { KeptRiskRating } from "./risk-rating.ts";

/** What the sign-ins of pools and users are rated at. Lists of them, and DeleteUserPool, read `byPool`. */
export const riskRatings: Collection<KeptRiskRating> = defineCollection<KeptRiskRating>({
  name: "riskRatings",
  key: (rating) => [rating.userPoolId, rating.sub],
  ordered: { byPool: (rating) => [[rating.userPoolId, rating.sub]] },
});
