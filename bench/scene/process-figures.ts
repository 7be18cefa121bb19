import { readFile } from 'node:fs/promises';

/** Clock ticks of `/proc` on every Linux that Node runs on. */
const TICK_MS = 10;

/** CPU a process has used since it began, user and system, in milliseconds. */
export async function cpuMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program stands in brackets and may hold blanks.
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * TICK_MS;
}

/** The most memory a process ever held, in MB. */
export async function peakMemoryMbOf(pid: number): Promise<number> {
  return memoryLine(pid, 'VmHWM');
}

async function memoryLine(pid: number, name: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}
