/** Times of the SOA record, in seconds, and who is behind the zone: absolute names with the last dot. */
export interface SoaParts {
  primaryServer: string;
  contact: string;
  refresh: number;
  retry: number;
  expire: number;
  minimum: number;
  ttl: number;
}

export interface ZoneRef {
  id: string;
  organisationId: string;
}
