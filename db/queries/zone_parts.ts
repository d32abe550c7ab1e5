/** The values of the SOA record: times in seconds, absolute names with the trailing dot. */
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
