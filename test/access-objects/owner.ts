/** The agent who holds what is made, and the team it waits in. */
export type Owner = { agentId: number; teamId: number | null };
