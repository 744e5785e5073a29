using Microsoft.Extensions.DependencyInjection;
using Qinglian.Data.Accounts;
using Qinglian.Kernel;

namespace Qinglian.Cli.Commands;

/// <summary>What is left when nobody can sign in any more. Whoever has the server's shell has its files anyway; here the ledger at least says so.</summary>
internal static class AccountCommands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        new("account reset", ["USERNAME"], new("紧急破窗：重置一个账户并打印一次性激活码；台账会写明，并通知全部管理员", "break the glass: reset an account and print a one-time code; the ledger says so and all administrators are told"), ResetAsync,
            new Option("--second-factor", null, new("双重验证也重置（手机和恢复码都已丢失）", "reset the second factor too (phone and recovery codes are lost)"))) { Installed = true },
    ];

    private static async Task<int> ResetAsync(Arguments arguments, CancellationToken cancel)
    {
        await using var open = await Installations.OpenAsync(arguments, cancel);
        await using var scope = open.Services.CreateAsyncScope();
        var (code, refusal) = await scope.ServiceProvider.GetRequiredService<AdministratorResets>().BreakGlassAsync(arguments.Places[0], arguments.Has("--second-factor"), cancel);
        if (code is null) throw new FailedException(refusal!.Words);

        Console.Out.WriteLine(code.Code);
        Voice.Tell(new Words("{0} 的一次性激活码，24小时内有效，只显示这一次。此次重置已记入台账，并已通知全部管理员。", "One-time code of {0}, valid for 24 hours and shown this once. The reset is in the ledger and all administrators have been told.").With(code.UserName));
        return Exit.Done;
    }
}
