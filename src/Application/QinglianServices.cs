using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Qinglian.Assessment;
using Qinglian.Assessment.Appraisals;
using Qinglian.Assessment.Bulletins;
using Qinglian.Assessment.ReturnForms;
using Qinglian.Assessment.Returns;
using Qinglian.Data;
using Qinglian.Data.Server;
using Qinglian.Foundation;
using Qinglian.Foundation.RulePacks;
using Qinglian.Kernel;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Responsibilities;
using Qinglian.Warnings;

namespace Qinglian.Application;

/// <summary>The program without its pages: the same parts for the web, the command line and the tests.</summary>
public static class QinglianServices
{
    /// <summary>The modules of this installation, in the order of the menu.</summary>
    public static IReadOnlyList<Module> Modules { get; } = [new FoundationModule(), new ResponsibilitiesModule(), new WarningsModule(), new AssessmentModule()];

    /// <summary>The schema: the kernel's, then that of each module.</summary>
    public static IReadOnlyList<Migration> Schema => Migration.Of([typeof(DataServices).Assembly, .. Modules.Select(m => m.Assembly)]);

    /// <param name="zone">Time zone of the organ; null: Asia/Shanghai.</param>
    public static IServiceCollection AddQinglian(this IServiceCollection services, NpgsqlDataSource app, DataFolder folder, string origin, string? zone = null)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(s => LocalTime.In(zone, s.GetRequiredService<TimeProvider>()));
        foreach (var module in Modules) services.AddSingleton(module);
        services.AddSingleton(new ProcedureBook(Modules));
        services.AddSingleton<ActionNames>();
        services.AddSingleton<Desk>();
        services.AddSingleton<RuleCitations>();
        services.AddSingleton<ToldOnce>();
        services.AddData(app, folder, origin);
        services.AddSingleton(new RegisterBook(Modules));
        services.AddSingleton<FormReading>();
        services.AddSingleton<Returns>();
        services.AddSingleton<Appraisals>();
        services.AddSingleton<Drafting>();
        foreach (var job in Modules.SelectMany(m => m.Jobs)) services.AddSingleton(typeof(IJob), job);
        return services;
    }
}
