using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Qinglian.Data.Accounts;
using Qinglian.Data.Attachments;
using Qinglian.Data.Dossiers;
using Qinglian.Data.Jobs;
using Qinglian.Data.Ledger;
using Qinglian.Data.Notices;
using Qinglian.Data.Registers;
using Qinglian.Data.Server;
using Qinglian.Kernel;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Jobs;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Vault;

namespace Qinglian.Data;

/// <summary>Puts the parts of this project into a container.</summary>
public static class DataServices
{
    /// <param name="app">The data source of the application's own login, opened after the migrations.</param>
    /// <param name="origin">What this installation calls itself in its checkpoints.</param>
    public static IServiceCollection AddData(this IServiceCollection services, NpgsqlDataSource app, DataFolder folder, string origin)
    {
        services.AddSingleton(app);
        services.AddSingleton(folder);
        services.AddSingleton(_ => CheckpointKey.LoadOrCreate(Path.Combine(folder.Keys, "checkpoint.pem"), origin));
        services.AddSingleton(s => new Vault(MasterKeys.LoadOrCreate(Path.Combine(folder.Keys, "master.keys"), s.GetRequiredService<TimeProvider>().GetUtcNow())));

        services.AddSingleton<IDossierStore, DossierStore>();
        services.AddSingleton<IDossiers, Dossiers.Dossiers>();
        services.AddSingleton<Sequencer>();
        services.AddSingleton<ILedgerBook, LedgerBook>();
        services.AddSingleton<AttachmentStore>();
        services.AddSingleton<IAttachments>(s => s.GetRequiredService<AttachmentStore>());

        services.AddSingleton<Burden.FormUses>();
        services.AddSingleton<Kernel.Indicators.Counting>();
        services.AddRegisters();
        services.AddSingleton<NoticeStore>();
        services.AddSingleton<INotices>(s => s.GetRequiredService<NoticeStore>());
        services.AddSingleton<INoticePreferences>(s => s.GetRequiredService<NoticeStore>());
        services.AddHttpClient(WebhookChannel.Client, c => c.Timeout = TimeSpan.FromSeconds(10)).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<IChannel, WebhookChannel>();
        services.AddSingleton<Webhooks>();

        services.AddSingleton<JobRunner>();
        services.AddSingleton<OperationsBoard>();
        services.AddSingleton<IJob, SequencerJob>();
        services.AddSingleton<IJob, CheckpointJob>();
        services.AddSingleton<IJob, LapseJob>();
        services.AddSingleton<IJob, RecomputeJob>();
        services.AddSingleton<IJob, StrayFilesJob>();
        services.AddSingleton<IJob, OutboxJob>();
        services.AddSingleton<IJob, AccountTidyJob>();
        return services;
    }

    /// <summary>Letters by this mail server. Without it nobody is offered letters.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services, MailOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<IChannel, EmailChannel>();
        return services;
    }
}
