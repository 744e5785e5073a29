using Microsoft.Extensions.DependencyInjection;
using Qinglian.Data.Jobs;
using Qinglian.Kernel;
using Qinglian.Kernel.Jobs;

namespace Qinglian.Cli.Commands;

/// <summary>Shows the work the calendar starts, and starts it at once.</summary>
internal static class JobCommands
{
    public static IReadOnlyList<Command> All { get; } =
    [
        new("jobs list", [], new("列出定时作业和上次运行情况", "list the scheduled jobs and how they last went"), ListAsync) { Installed = true },
        new("jobs run", ["CODE"], new("立即运行一个作业", "run one job now"), RunAsync) { Installed = true },
    ];

    private static async Task<int> ListAsync(Arguments arguments, CancellationToken cancel)
    {
        await using var open = await Installations.OpenAsync(arguments, cancel);
        foreach (var job in await open.Get<OperationsBoard>().JobsAsync(cancel))
            Console.Out.WriteLine($"{job.Code,-24} {job.EndedAt?.ToString("u", Cultures.English) ?? "-",-22} {job.Failures,3}  {Voice.In(job.Name).ReplaceLineEndings(" / ")}{(job.LastError is null ? "" : $"  ! {job.LastError}")}");
        return Exit.Done;
    }

    private static async Task<int> RunAsync(Arguments arguments, CancellationToken cancel)
    {
        await using var open = await Installations.OpenAsync(arguments, cancel);
        var code = arguments.Places[0];
        await using var scope = open.Services.CreateAsyncScope();
        if (scope.ServiceProvider.GetServices<IJob>().All(j => j.Code != code)) throw new FailedException(new($"没有作业“{code}”。jobs list 列出全部作业。", $"There is no job “{code}”. jobs list shows them all."));
        if (!await open.Get<JobRunner>().RunAsync(code, cancel)) throw new FailedException(new($"作业“{code}”没有完成：出错了，或另一个程序正在运行它。", $"The job “{code}” was not finished: it failed, or another program is running it."));
        Voice.Say(new($"作业“{code}”已完成。", $"The job “{code}” is done."));
        return Exit.Done;
    }
}
