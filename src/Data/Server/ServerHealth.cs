using Qinglian.Kernel;

namespace Qinglian.Data.Server;

/// <summary>What the database is doing right now.</summary>
public enum ServerState
{
    [Words("正在启动", "starting")] Starting,
    [Words("运行中", "running")] Running,
    [Words("正在恢复", "recovering")] Recovering,
    [Words("已停止", "stopped")] Stopped,
}

/// <summary>State of the database for the health page; <paramref name="Restarts"/> counts the times it was brought back since the program started.</summary>
public sealed record ServerHealth(ServerState State, DateTimeOffset Since, int Restarts = 0, string? LastFault = null);
