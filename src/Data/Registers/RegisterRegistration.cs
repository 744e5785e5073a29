using Microsoft.Extensions.DependencyInjection;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;
using Qinglian.Kernel.Settings;

namespace Qinglian.Data.Registers;

/// <summary>Puts the registers into the container.</summary>
public static class RegisterRegistration
{
    /// <summary>
    /// Needs the database, the ledger, the modules and the local time. <see cref="LiveRules.RefreshAsync"/> must have run once before the
    /// first request, and <see cref="IRegistrar.SeedAsync"/> after the migrations.
    /// </summary>
    public static IServiceCollection AddRegisters(this IServiceCollection services) => services
        .AddSingleton<LiveRules>()
        .AddSingleton<IRules>(s => s.GetRequiredService<LiveRules>())
        .AddSingleton(s => new RegisterBook(s.GetRequiredService<ProcedureBook>().Modules))
        .AddSingleton<IRegistrar, Registrar>()
        .AddSingleton<IActors, Actors>()
        .AddSingleton<IDirectory, Directory>()
        .AddSingleton<ISettings, SettingStore>()
        .AddSingleton<ICalendars, CalendarStore>()
        .AddHostedService<RulesListener>();
}
